package io.ottla.controller.configdef;

/** A broker key that gives a topic key its value when the topic itself does not, and what has to be done to its value. */
record Synonym(String name, Conversion conversion) {

    enum Conversion {
        NONE(1),
        MINUTES_TO_MS(60_000L),
        HOURS_TO_MS(3_600_000L);

        private final long factor;

        Conversion(long factor) {
            this.factor = factor;
        }

        /** A value of the broker key as a value of the topic key. */
        Object convert(Object value) {
            return this == NONE || value == null ? value : (Object) (((Number) value).longValue() * factor);
        }
    }
}
