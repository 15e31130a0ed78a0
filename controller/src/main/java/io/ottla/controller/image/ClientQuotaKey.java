package io.ottla.controller.image;

import java.util.Arrays;
import java.util.Optional;

/** What a client quota may limit, by the name that clients and records give it. */
public enum ClientQuotaKey {
    /** Bytes a second of Produce requests. */
    PRODUCER_BYTE_RATE("producer_byte_rate", Values.WHOLE_LONG, false),
    /** Bytes a second of responses to Fetch. */
    CONSUMER_BYTE_RATE("consumer_byte_rate", Values.WHOLE_LONG, false),
    /** Percent of one thread's time. */
    REQUEST_PERCENTAGE("request_percentage", Values.ANY, false),
    /** Partitions a second that are created or deleted. */
    CONTROLLER_MUTATION_RATE("controller_mutation_rate", Values.ANY, false),
    /** New connections a second; the only one for addresses. */
    CONNECTION_CREATION_RATE("connection_creation_rate", Values.WHOLE_INT, true);

    /** Closer to a whole number than this is as good as one. */
    private static final double WHOLE_TOLERANCE = 1e-6;

    private final String text;
    private final Values values;
    private final boolean ofAddresses;

    ClientQuotaKey(String text, Values values, boolean ofAddresses) {
        this.text = text;
        this.values = values;
        this.ofAddresses = ofAddresses;
    }

    /** What a limit may be, beyond being more than nothing. */
    private enum Values {
        ANY,
        WHOLE_INT,
        WHOLE_LONG
    }

    /** @param ofAddresses whether a key for addresses is looked for, or one for users and client ids */
    public static Optional<ClientQuotaKey> find(String text, boolean ofAddresses) {
        return Arrays.stream(values())
                .filter(key -> key.text.equals(text) && key.ofAddresses == ofAddresses)
                .findFirst();
    }

    public String text() {
        return text;
    }

    /** Why {@code limit} is none that this key can have; empty if it is. */
    public Optional<String> refusalOf(double limit) {
        if (limit <= 0) {
            return Optional.of("Quota " + text + " must be greater than 0");
        }
        return switch (values) {
            case ANY -> Optional.empty();
            case WHOLE_INT -> refusalOfWhole(limit, Integer.MAX_VALUE, "an INT");
            case WHOLE_LONG -> refusalOfWhole(limit, Long.MAX_VALUE, "a LONG");
        };
    }

    private Optional<String> refusalOfWhole(double limit, double max, String type) {
        if (limit > max) {
            return Optional.of("Proposed value for " + text + " is too large for " + type + ".");
        }
        return limit % 1.0 > WHOLE_TOLERANCE ? Optional.of(text + " cannot be a fractional value.") : Optional.empty();
    }
}
