package io.ottla.broker.metadata;

import java.util.Set;

/** The topics in which brokers keep what coordinators remember. Clients neither create them nor write or delete records. */
public final class InternalTopics {
    private static final Set<String> NAMES = Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    private InternalTopics() {}

    public static boolean contains(String topic) {
        return NAMES.contains(topic);
    }
}
