package io.ottla.broker.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a broker goes by that was given no file: one node that needs no other, and does not make a consumer wait. */
final class SingleNodeDefaults {

    private SingleNodeDefaults() {}

    static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("node.id", "1");
        properties.put("listeners", "PLAINTEXT://localhost:9092");
        properties.put("log.dir", "data");
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        return properties;
    }
}
