package io.ottla.compat.groups;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Sends records to partitions in turn, without end, until it is stopped. */
final class Feed implements AutoCloseable {
    private static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Target target;
    private final List<TopicPartition> partitions;
    private final Producer<String, String> producer;
    private final Queue<Exception> complaints = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean ending;

    Feed(Target target, List<TopicPartition> partitions) {
        this.target = target;
        this.partitions = new CopyOnWriteArrayList<>(partitions);
        this.producer = Clients.producer(
                target,
                Map.of(
                        "delivery.timeout.ms", 120_000,
                        "max.block.ms", 120_000,
                        "linger.ms", 5,
                        "metadata.max.age.ms", 500));
        this.thread = new Thread(this::run, "feed");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    private void run() {
        for (int number = 0; !ending; number++) {
            TopicPartition partition = partitions.get(number % partitions.size());
            var unused = producer.send(
                    new ProducerRecord<>(partition.topic(), partition.partition(), null, "record " + number),
                    (metadata, error) -> {
                        if (error != null) {
                            complaints.add(error);
                        }
                    });
            LockSupport.parkNanos(PACE_NS);
        }
    }

    /** Sends to these partitions too from now on. */
    void add(List<TopicPartition> more) {
        partitions.addAll(more);
    }

    /** Stops sending, and returns the ends of all partitions it sent to. */
    Map<TopicPartition, Long> finish() {
        close();
        if (!complaints.isEmpty()) {
            throw new AssertionError("records were not taken", complaints.peek());
        }
        Map<TopicPartition, OffsetSpec> ask = new HashMap<>();
        partitions.forEach(partition -> ask.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = Clients.admin(target)) {
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    Clients.get(admin.listOffsets(ask).all());
            found.forEach((partition, info) -> ends.put(partition, info.offset()));
        }
        return ends;
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        producer.close();
    }
}
