package io.ottla.broker.dispatch;

/** Who a request comes from, as access rules name it. */
public record Principal(String type, String name) {
    /** Whoever came by a listener that does not authenticate. */
    public static final Principal ANONYMOUS = new Principal("User", "ANONYMOUS");

    @Override
    public String toString() {
        return type + ":" + name;
    }
}
