package io.ottla.junit;

import io.ottla.broker.Ottla;
import io.ottla.broker.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The broker that a test class wants. */
record BrokerPlan(Map<String, String> properties, int port, List<TopicPlan> topics) {

    /** One partition is enough for the offsets of a few groups, and is sooner made than fifty. */
    private static final Map<String, String> FOR_TESTS =
            Map.of("offsets.topic.num.partitions", "1", "transaction.state.log.num.partitions", "1");

    static final BrokerPlan PLAIN = new BrokerPlan(Map.of(), 0, List.of());

    static BrokerPlan of(OttlaTest annotation) {
        return new BrokerPlan(
                KeysAndValues.parse(annotation.properties()),
                annotation.port(),
                Stream.of(annotation.topics()).map(TopicPlan::parse).toList());
    }

    BrokerPlan withProperty(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return new BrokerPlan(more, port, topics);
    }

    BrokerPlan withPort(int newPort) {
        return new BrokerPlan(properties, newPort, topics);
    }

    BrokerPlan withTopic(TopicPlan topic) {
        return new BrokerPlan(
                properties,
                port,
                Stream.concat(topics.stream(), Stream.of(topic)).toList());
    }

    /** The broker, running, and its topics made. */
    Ottla start() {
        Settings.Builder settings = Settings.builder().listen("localhost", port).temporaryData();
        FOR_TESTS.forEach(settings::set);
        properties.forEach(settings::set);
        Ottla broker = Ottla.start(settings.build());
        try {
            if (!topics.isEmpty()) {
                StockClients.createTopics(broker.bootstrapServers(), topics);
            }
            return broker;
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }
}
