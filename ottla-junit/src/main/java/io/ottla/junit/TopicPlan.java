package io.ottla.junit;

import java.util.OptionalInt;

/** A topic that is to be there before the first test; without a number of partitions it has the broker's default. */
record TopicPlan(String name, OptionalInt partitions) {

    static TopicPlan parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new TopicPlan(text, OptionalInt.empty());
        }
        try {
            return new TopicPlan(text.substring(0, colon), OptionalInt.of(Integer.parseInt(text.substring(colon + 1))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not name or name:partitions", e);
        }
    }
}
