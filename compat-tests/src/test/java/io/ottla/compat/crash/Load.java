package io.ottla.compat.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One idempotent producer that sends 0, 1, 2, … to each partition of a topic, through every kill and restart, and
 * retries until it is acknowledged. So the log of a partition must hold exactly these numbers, each at its own offset.
 */
final class Load implements AutoCloseable {
    static final int PARTITIONS = 3;

    private static final int IN_FLIGHT = 3_000;

    /** Reading all of it back must not take longer than writing it, or there is more to read in every round. */
    private static final long PACE_NS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Target target;
    private final String topic;
    private final Producer<String, String> producer;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final AtomicLongArray acknowledged = new AtomicLongArray(PARTITIONS);
    private final AtomicLong sent = new AtomicLong();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean ending;

    Load(Target target, String topic, String compression) {
        this.target = target;
        this.topic = topic;
        Clients.createTopic(target, topic, PARTITIONS, Map.of());
        this.producer = Clients.producer(
                target,
                Map.of(
                        "compression.type", compression,
                        "batch.size", 2_000,
                        "delivery.timeout.ms", 300_000,
                        "max.block.ms", 300_000,
                        "reconnect.backoff.max.ms", 200,
                        "retry.backoff.max.ms", 200));
        this.thread = new Thread(this::run, "load-" + topic);
        thread.start();
    }

    private void run() {
        try {
            for (long number = 0; !ending; number++) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    send(partition, number);
                }
                sent.set(number + 1);
                LockSupport.parkNanos(PACE_NS);
            }
        } catch (InterruptedException e) {
            complaints.add("interrupted: " + e);
        } catch (RuntimeException e) {
            complaints.add("ended early: " + e);
        }
    }

    private void send(int partition, long number) throws InterruptedException {
        room.acquire();
        producer.send(new ProducerRecord<>(topic, partition, null, Long.toString(number)), (metadata, error) -> {
            room.release();
            if (error != null) {
                complaints.add("number " + number + " of partition " + partition + ": " + error);
            } else if (metadata.offset() != number) {
                complaints.add("number " + number + " of partition " + partition + " at offset " + metadata.offset());
            } else {
                acknowledged.set(partition, number + 1);
            }
        });
    }

    /** How many numbers are acknowledged on every partition. */
    long acknowledged() {
        long least = Long.MAX_VALUE;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            least = Math.min(least, acknowledged.get(partition));
        }
        return least;
    }

    /** Reads every partition from its beginning: all that is acknowledged by now is there, in order, once. */
    void verify() {
        long[] expected = new long[PARTITIONS];
        for (int partition = 0; partition < PARTITIONS; partition++) {
            expected[partition] = acknowledged.get(partition);
        }
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            for (int p = 0; p < PARTITIONS; p++) {
                TopicPartition partition = new TopicPartition(topic, p);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                List<ConsumerRecord<String, String>> records = Clients.poll(consumer, Math.toIntExact(expected[p]));
                for (int i = 0; i < records.size(); i++) {
                    assertThat(records.get(i).offset()).isEqualTo(i);
                    assertThat(records.get(i).value()).isEqualTo(Long.toString(i));
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    /** Stops sending, waits until all that was sent is acknowledged, and reads it back. */
    void finish() throws InterruptedException {
        ending = true;
        thread.join();
        producer.flush();
        assertThat(complaints).isEmpty();
        assertThat(acknowledged()).isEqualTo(sent.get());
        verify();
    }

    @Override
    public void close() {
        ending = true;
        room.release(IN_FLIGHT);
        producer.close(java.time.Duration.ZERO);
    }
}
