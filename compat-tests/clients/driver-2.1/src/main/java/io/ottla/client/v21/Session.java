package io.ottla.client.v21;

import io.ottla.compat.versions.FeatureRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients for one run of one feature, and what most features begin with: a topic, records in it, records out of it. */
public final class Session {
    public static final Duration WITHIN = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(100);

    private final FeatureRun run;

    public Session(FeatureRun run) {
        this.run = run;
    }

    /** A name nobody else uses. */
    public String name(String what) {
        return run.name() + "-" + what;
    }

    public AdminClient admin() {
        return AdminClient.create(settings(Map.of()));
    }

    public Producer<String, String> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings(settings), new StringSerializer(), new StringSerializer());
    }

    /** A consumer that begins at the beginning where it has nowhere else to begin, and commits only when told to. */
    public Consumer<String, String> consumer(Map<String, Object> settings) {
        Map<String, Object> all = settings(settings);
        all.putIfAbsent("auto.offset.reset", "earliest");
        all.putIfAbsent("enable.auto.commit", "false");
        return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
    }

    private Map<String, Object> settings(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", run.bootstrap());
        return all;
    }

    /** Makes a topic, and returns its name when its partitions are known to clients. */
    public String topic(String what, int partitions) throws Exception {
        String topic = name(what);
        try (AdminClient admin = admin();
                Producer<String, String> anyClient = producer(Map.of())) {
            get(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all());
            Expect.soon(
                    topic + " to be known", () -> anyClient.partitionsFor(topic).size() == partitions);
        }
        return topic;
    }

    /** So many values, no two the same, that are worth compressing. */
    public static List<String> values(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "value " + i + " of many that look much like each other")
                .toList();
    }

    /** Sends the values in their order to partition 0, and returns when all are acknowledged. */
    public void send(String topic, Map<String, Object> settings, List<String> values) throws Exception {
        try (Producer<String, String> producer = producer(settings)) {
            send(producer, topic, values);
        }
    }

    public static void send(Producer<String, String> producer, String topic, List<String> values) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (String value : values) {
            sent.add(producer.send(new ProducerRecord<>(topic, 0, "key", value)));
        }
        producer.flush();
        for (Future<?> each : sent) {
            get(each);
        }
    }

    /** The first values of partition 0, read without a group. */
    public List<String> read(String topic, Map<String, Object> settings, int count) {
        try (Consumer<String, String> consumer = consumer(settings)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            return poll(consumer, count);
        }
    }

    /** Polls until so many values have come. */
    public static List<String> poll(Consumer<String, String> consumer, int count) {
        List<String> values = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + WITHIN.toNanos();
        while (values.size() < count) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("got " + values.size() + " of " + count + " records");
            }
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                values.add(record.value());
            }
        }
        return values;
    }

    /** The value; what the broker refused comes out as the exception the client made of it. */
    public static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception refused) {
                throw refused;
            }
            throw e;
        }
    }
}
