package io.ottla.compat.transactions;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * One of several that consume, transform and produce, until it is closed. Whatever goes wrong, it begins anew with new clients
 * of the same names, as an application would that is started again.
 */
final class Worker implements AutoCloseable {
    private final Target target;
    private final String name;
    private final Route route;
    private final AtomicLong committed = new AtomicLong();
    private final Queue<Throwable> complaints = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean ending;

    /** From where to where, and how many records a transaction has. */
    record Route(String input, String output, int outputPartitions, int recordsPerTransaction) {}

    Worker(Target target, String name, Route route) {
        this.target = target;
        this.name = name;
        this.route = route;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Records of transactions whose commit was confirmed. */
    long committed() {
        return committed.get();
    }

    /** What cannot be laid to a broker that is killed. */
    Queue<Throwable> complaints() {
        return complaints;
    }

    private void run() {
        while (!ending) {
            try {
                work();
            } catch (KafkaException broken) {
                // The broker was killed, or the group was moved on: what is not committed is done again.
            } catch (RuntimeException unforeseen) {
                complaints.add(unforeseen);
                return;
            }
        }
    }

    private void work() {
        Producer<String, String> producer = Transactional.producer(
                target,
                name,
                Map.of(
                        "transaction.timeout.ms", 10_000,
                        "max.block.ms", 10_000,
                        "request.timeout.ms", 5_000,
                        "delivery.timeout.ms", 10_000,
                        "linger.ms", 0,
                        "reconnect.backoff.max.ms", 200));
        Consumer<String, String> consumer = Clients.consumer(target, consumerSettings());
        try {
            producer.initTransactions();
            consumer.subscribe(List.of(route.input()));
            while (!ending) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(100));
                if (!records.isEmpty()) {
                    carryOver(producer, consumer, records);
                }
            }
        } finally {
            producer.close(Duration.ZERO);
            closeQuietly(consumer);
        }
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("group.id", route.output());
        settings.put("group.protocol", "consumer");
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", route.recordsPerTransaction());
        settings.put("reconnect.backoff.max.ms", 200);
        settings.put("default.api.timeout.ms", 10_000);
        return settings;
    }

    private void carryOver(
            Producer<String, String> producer, Consumer<String, String> consumer, ConsumerRecords<String, String> in) {
        producer.beginTransaction();
        for (ConsumerRecord<String, String> record : in) {
            int partition = Integer.parseInt(record.value()) % route.outputPartitions();
            Transactional.send(producer, route.output(), partition, record.value());
        }
        producer.sendOffsetsToTransaction(in.nextOffsets(), consumer.groupMetadata());
        producer.commitTransaction();
        committed.addAndGet(in.count());
    }

    /** A member that cannot say goodbye is missed in time. */
    private static void closeQuietly(Consumer<String, String> consumer) {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        } catch (KafkaException gone) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
