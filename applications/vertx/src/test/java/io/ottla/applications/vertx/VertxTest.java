package io.ottla.applications.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.OneTopic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.admin.NewTopic;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Producer, consumer, transactions and the admin client from an event loop. */
class VertxTest extends OnBothTargets {
    private static final Application VERTX = new Application("vertx", "Vert.x Kafka client");
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int RECORDS = 50;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    @Test
    void whatIsSentIsReceivedAndCommitted() throws Exception {
        VERTX.check(target, "send, subscribe, commit, restart", () -> {
            String topic = OneTopic.create(target, uniqueTopic("vertx")).name();
            send(topic, values("first"));
            assertThat(receive(topic)).isEqualTo(values("first"));
            send(topic, values("second"));
            assertThat(receive(topic)).isEqualTo(values("second"));
        });
    }

    private void send(String topic, List<String> values) throws Exception {
        KafkaProducer<String, String> producer = KafkaProducer.create(vertx, producerSettings(Map.of()));
        for (String value : values) {
            get(producer.send(KafkaProducerRecord.create(topic, value)));
        }
        get(producer.close());
    }

    private List<String> receive(String topic) throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        KafkaConsumer<String, String> consumer = KafkaConsumer.create(
                vertx,
                Map.of(
                        "bootstrap.servers",
                        target.bootstrap(),
                        "key.deserializer",
                        StringDeserializer.class.getName(),
                        "value.deserializer",
                        StringDeserializer.class.getName(),
                        "group.id",
                        topic,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false"));
        consumer.handler(record -> received.add(record.value()));
        get(consumer.subscribe(topic));
        Await.until(WITHIN, () -> RECORDS + " records; there are " + received.size(), () -> received.size() >= RECORDS);
        get(consumer.commit());
        get(consumer.close());
        return List.copyOf(received);
    }

    @Test
    void transactionsAreAllOrNothing() throws Exception {
        VERTX.check(target, "transactions", () -> {
            OneTopic topic = OneTopic.create(target, uniqueTopic("vertx-transactions"));
            KafkaProducer<String, String> producer =
                    KafkaProducer.create(vertx, producerSettings(Map.of("transactional.id", topic.name())));
            get(producer.initTransactions());
            get(producer.beginTransaction());
            get(producer.send(KafkaProducerRecord.create(topic.name(), "aborted")));
            get(producer.abortTransaction());
            get(producer.beginTransaction());
            get(producer.send(KafkaProducerRecord.create(topic.name(), "committed")));
            get(producer.commitTransaction());
            get(producer.close());
            assertThat(topic.committed(1)).containsExactly("committed");
        });
    }

    @Test
    void theAdminClientMakesAndDeletesTopics() throws Exception {
        VERTX.check(target, "admin: create, list, delete topics", () -> {
            String topic = uniqueTopic("vertx-admin");
            KafkaAdminClient admin = KafkaAdminClient.create(vertx, Map.of("bootstrap.servers", target.bootstrap()));
            get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))));
            assertThat(get(admin.listTopics())).contains(topic);
            get(admin.deleteTopics(List.of(topic)));
            Await.until(WITHIN, () -> topic + " to go", () -> !listed(admin, topic));
            get(admin.close());
        });
    }

    private static boolean listed(KafkaAdminClient admin, String topic) {
        return admin.listTopics()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .contains(topic);
    }

    private Map<String, String> producerSettings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", target.bootstrap());
        settings.put("key.serializer", StringSerializer.class.getName());
        settings.put("value.serializer", StringSerializer.class.getName());
        return settings;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<String> values(String word) {
        return IntStream.range(0, RECORDS).mapToObj(i -> word + i).toList();
    }
}
