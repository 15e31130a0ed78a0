package io.ottla.broker.partition;

import java.util.Set;

/** The topics in which brokers keep what coordinators remember. Clients do not write or delete their records. */
public final class InternalTopics {
    private static final Set<String> NAMES = Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    private InternalTopics() {}

    public static boolean contains(String topic) {
        return NAMES.contains(topic);
    }
}
