package io.ottla.broker.config;

/** What a listener speaks under Kafka's protocol; {@link #id()} is the number that metadata records carry. */
public enum SecurityProtocol {
    PLAINTEXT(0),
    SSL(1),
    SASL_PLAINTEXT(2),
    SASL_SSL(3);

    private final short id;

    SecurityProtocol(int id) {
        this.id = (short) id;
    }

    public short id() {
        return id;
    }

    public boolean encrypted() {
        return this == SSL || this == SASL_SSL;
    }

    public boolean authenticated() {
        return this == SASL_PLAINTEXT || this == SASL_SSL;
    }
}
