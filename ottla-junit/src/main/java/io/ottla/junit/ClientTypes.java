package io.ottla.junit;

import java.util.Set;

/** The types of parameters that stand for clients; by name, since Kafka's client library need not be there. */
final class ClientTypes {
    private static final String PACKAGE = "org.apache.kafka.clients.";
    private static final Set<String> NAMES = Set.of(
            PACKAGE + "producer.Producer",
            PACKAGE + "producer.KafkaProducer",
            PACKAGE + "consumer.Consumer",
            PACKAGE + "consumer.KafkaConsumer",
            PACKAGE + "admin.Admin",
            PACKAGE + "admin.AdminClient");

    private ClientTypes() {}

    static boolean contain(String typeName) {
        return NAMES.contains(typeName);
    }
}
