package io.ottla.junit;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Clients of Kafka's own library. */
final class StockClients {
    private static final int ADMIN_PATIENCE_S = 30;

    private StockClients() {}

    /** The client that the parameter is to be. */
    static AutoCloseable create(Parameter parameter, String bootstrapServers, Map<String, String> given) {
        Class<?> type = parameter.getType();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        if (Producer.class.isAssignableFrom(type)) {
            declareCodecs(properties, parameter, "serializer", "Serializer");
            properties.putAll(given);
            return new KafkaProducer<>(properties);
        }
        if (Consumer.class.isAssignableFrom(type)) {
            declareCodecs(properties, parameter, "deserializer", "Deserializer");
            properties.put("group.id", "test-" + UUID.randomUUID());
            properties.put("auto.offset.reset", "earliest");
            properties.putAll(given);
            return new KafkaConsumer<>(properties);
        }
        properties.putAll(given);
        return Admin.create(properties);
    }

    private static void declareCodecs(Properties properties, Parameter parameter, String key, String suffix) {
        properties.put("key." + key, Codecs.nameFor(typeArgument(parameter, 0), suffix));
        properties.put("value." + key, Codecs.nameFor(typeArgument(parameter, 1), suffix));
    }

    private static Optional<Type> typeArgument(Parameter parameter, int index) {
        return parameter.getParameterizedType() instanceof ParameterizedType type
                ? Optional.of(type.getActualTypeArguments()[index])
                : Optional.empty();
    }

    static void createTopics(String bootstrapServers, List<TopicPlan> topics) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        List<NewTopic> newTopics = topics.stream()
                .map(topic -> new NewTopic(
                        topic.name(),
                        topic.partitions().isPresent()
                                ? Optional.of(topic.partitions().getAsInt())
                                : Optional.empty(),
                        Optional.empty()))
                .toList();
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(newTopics).all().get(ADMIN_PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the topics cannot be made: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the topics were not made within " + ADMIN_PATIENCE_S + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were made", e);
        }
    }
}
