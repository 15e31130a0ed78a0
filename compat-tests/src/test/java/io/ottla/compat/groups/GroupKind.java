package io.ottla.compat.groups;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;

/** The three ways a group of stock consumers shares its partitions out. */
enum GroupKind {
    /** Classic protocol, eager: every rebalance takes all partitions from everybody first. */
    RANGE,
    /** Classic protocol, incremental: only what moves is taken. */
    COOPERATIVE,
    /** The consumer protocol: the broker assigns. */
    CONSUMER;

    /** What a classic member asks for; the other protocol's members get the same from the broker's settings. */
    private static final int SESSION_TIMEOUT_MS = 5_000;

    private static final int HEARTBEAT_INTERVAL_MS = 200;

    boolean isClassic() {
        return this != CONSUMER;
    }

    /** Client settings for a member that commits by hand and starts at the beginning. */
    Map<String, Object> settings(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("group.id", group);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("metadata.max.age.ms", 500);
        settings.put("group.protocol", isClassic() ? "classic" : "consumer");
        if (isClassic()) {
            settings.put("session.timeout.ms", SESSION_TIMEOUT_MS);
            settings.put("heartbeat.interval.ms", HEARTBEAT_INTERVAL_MS);
            settings.put(
                    "partition.assignment.strategy",
                    this == RANGE ? RangeAssignor.class.getName() : CooperativeStickyAssignor.class.getName());
        }
        return settings;
    }
}
