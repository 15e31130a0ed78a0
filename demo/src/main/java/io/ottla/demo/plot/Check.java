package io.ottla.demo.plot;

/** One thing that has to be so in the end. */
public record Check(String what, boolean holds, String detail) {
    @Override
    public String toString() {
        return (holds ? "ok      " : "BROKEN  ") + what + (detail.isEmpty() ? "" : ": " + detail);
    }
}
