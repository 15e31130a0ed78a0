package io.ottla.junit.spring;

import io.ottla.broker.Ottla;
import io.ottla.broker.config.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/**
 * Ottla in place of Spring Kafka's own embedded broker: the same methods, and the same system properties. It starts in a
 * fraction of the time, and it listens where {@link #kafkaPorts} says.
 *
 * <p>It is one broker: there is none of more than one yet.
 */
public final class OttlaEmbeddedKafkaBroker implements EmbeddedKafkaBroker {
    private static final short REPLICAS = 1;

    private final int partitionsPerTopic;
    private final Set<String> topics;
    private final Map<String, String> brokerProperties = new LinkedHashMap<>();
    private final AddressProperties addressProperties = new AddressProperties();
    private int port;
    private Duration adminTimeout = Duration.ofSeconds(DEFAULT_ADMIN_TIMEOUT);
    private String brokerListProperty = "spring.kafka.bootstrap-servers";
    private Ottla broker;

    /**
     * @param partitions how many of them topics have
     * @param topics to be made at the start
     */
    public OttlaEmbeddedKafkaBroker(int partitions, String... topics) {
        this.partitionsPerTopic = partitions;
        this.topics = new LinkedHashSet<>(Arrays.asList(topics));
    }

    /** @throws IllegalArgumentException when it is any other number of ports than one */
    @Override
    public OttlaEmbeddedKafkaBroker kafkaPorts(int... ports) {
        if (ports.length != 1) {
            throw new IllegalArgumentException("there is one broker, so it takes one port, and not " + ports.length);
        }
        port = ports[0];
        return this;
    }

    @Override
    public OttlaEmbeddedKafkaBroker brokerProperties(Map<String, String> properties) {
        brokerProperties.putAll(properties);
        return this;
    }

    /** Sets a key of {@code server.properties}. */
    public OttlaEmbeddedKafkaBroker brokerProperty(String key, Object value) {
        brokerProperties.put(key, value.toString());
        return this;
    }

    /** @param name of a system property; none when it is null or empty */
    @Override
    public OttlaEmbeddedKafkaBroker brokerListProperty(String name) {
        brokerListProperty = name;
        return this;
    }

    @Override
    public OttlaEmbeddedKafkaBroker adminTimeout(int seconds) {
        adminTimeout = Duration.ofSeconds(seconds);
        return this;
    }

    /** Starts the broker, unless it runs already. */
    @Override
    public void afterPropertiesSet() {
        if (broker != null) {
            return;
        }
        Settings.Builder settings = Settings.builder()
                .listen("localhost", port)
                .temporaryData()
                .set("num.partitions", Integer.toString(partitionsPerTopic));
        brokerProperties.forEach(settings::set);
        broker = Ottla.start(settings.build());
        try {
            topicMaker().make(planned(topics));
        } catch (RuntimeException e) {
            destroy();
            throw e;
        }
        tellAddress();
    }

    private void tellAddress() {
        addressProperties.set(SPRING_EMBEDDED_KAFKA_BROKERS, getBrokersAsString());
        String name = brokerListProperty == null ? System.getProperty(BROKER_LIST_PROPERTY) : brokerListProperty;
        if (name != null && !name.isBlank()) {
            addressProperties.set(name, getBrokersAsString());
        }
    }

    @Override
    public void destroy() {
        if (broker != null) {
            addressProperties.restore();
            broker.close();
            broker = null;
        }
    }

    /** The broker itself. */
    public Ottla getBroker() {
        if (broker == null) {
            throw new IllegalStateException(BROKER_NEEDED);
        }
        return broker;
    }

    @Override
    public String getBrokersAsString() {
        return getBroker().bootstrapServers();
    }

    @Override
    public Set<String> getTopics() {
        return new LinkedHashSet<>(topics);
    }

    @Override
    public int getPartitionsPerTopic() {
        return partitionsPerTopic;
    }

    @Override
    public void addTopics(String... topicsToAdd) {
        topicMaker().make(planned(List.of(topicsToAdd)));
        topics.addAll(List.of(topicsToAdd));
    }

    @Override
    public void addTopics(NewTopic... topicsToAdd) {
        TopicMaker maker = topicMaker();
        note(topicsToAdd);
        maker.make(List.of(topicsToAdd));
    }

    @Override
    public Map<String, Exception> addTopicsWithResults(NewTopic... topicsToAdd) {
        TopicMaker maker = topicMaker();
        note(topicsToAdd);
        return maker.tryToMake(List.of(topicsToAdd));
    }

    @Override
    public Map<String, Exception> addTopicsWithResults(String... topicsToAdd) {
        Map<String, Exception> results = topicMaker().tryToMake(planned(List.of(topicsToAdd)));
        topics.addAll(List.of(topicsToAdd));
        return results;
    }

    private void note(NewTopic... topicsToAdd) {
        for (NewTopic topic : topicsToAdd) {
            if (topic.replicationFactor() > REPLICAS) {
                throw new IllegalArgumentException("there is one broker, so there is one replica: " + topic);
            }
            if (!topics.add(topic.name())) {
                throw new IllegalArgumentException("there is such a topic: " + topic);
            }
        }
    }

    private List<NewTopic> planned(Iterable<String> names) {
        Stream.Builder<NewTopic> planned = Stream.builder();
        names.forEach(name -> planned.add(new NewTopic(name, partitionsPerTopic, REPLICAS)));
        return planned.build().toList();
    }

    private TopicMaker topicMaker() {
        return new TopicMaker(getBrokersAsString(), adminTimeout);
    }

    @Override
    public void consumeFromEmbeddedTopics(Consumer<?, ?> consumer, boolean seekToEnd, String... topicsToConsume) {
        List<String> unknown = Stream.of(topicsToConsume)
                .filter(topic -> !topics.contains(topic))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("not among the embedded topics: " + String.join(", ", unknown));
        }
        Subscriber.subscribe(consumer, seekToEnd, List.of(topicsToConsume));
    }

    @Override
    public void consumeFromEmbeddedTopics(Consumer<?, ?> consumer, String... topicsToConsume) {
        consumeFromEmbeddedTopics(consumer, false, topicsToConsume);
    }

    @Override
    public void consumeFromAnEmbeddedTopic(Consumer<?, ?> consumer, boolean seekToEnd, String topic) {
        consumeFromEmbeddedTopics(consumer, seekToEnd, topic);
    }

    @Override
    public void consumeFromAnEmbeddedTopic(Consumer<?, ?> consumer, String topic) {
        consumeFromEmbeddedTopics(consumer, false, topic);
    }

    @Override
    public void consumeFromAllEmbeddedTopics(Consumer<?, ?> consumer, boolean seekToEnd) {
        consumeFromEmbeddedTopics(consumer, seekToEnd, topics.toArray(new String[0]));
    }

    @Override
    public void consumeFromAllEmbeddedTopics(Consumer<?, ?> consumer) {
        consumeFromAllEmbeddedTopics(consumer, false);
    }
}
