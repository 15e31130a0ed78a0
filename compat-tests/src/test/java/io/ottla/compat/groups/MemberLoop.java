package io.ottla.compat.groups;

import io.ottla.compat.groups.Event.Assigned;
import io.ottla.compat.groups.Event.Committed;
import io.ottla.compat.groups.Event.Delivered;
import io.ottla.compat.groups.Event.Lost;
import io.ottla.compat.groups.Event.Revoked;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * What a member does with its consumer: it polls, tells each record, commits after each poll, and commits the rest when
 * a partition is revoked. Runs on the one thread that may use the consumer.
 */
final class MemberLoop implements ConsumerRebalanceListener {
    /** Who is told. Returns when the event has been noted down. */
    interface Notes {
        void add(Event event);
    }

    private static final Duration POLL = Duration.ofMillis(100);

    private final String name;
    private final Consumer<String, String> consumer;
    private final Notes notes;
    private final Map<TopicPartition, Long> uncommitted = new LinkedHashMap<>();

    MemberLoop(String name, Consumer<String, String> consumer, Notes notes) {
        this.name = name;
        this.consumer = consumer;
        this.notes = notes;
    }

    void pollOnce() {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            notes.add(new Delivered(name, partition, record.offset()));
            uncommitted.put(partition, record.offset() + 1);
        }
        try {
            commit(uncommitted.keySet());
        } catch (RebalanceInProgressException | CommitFailedException e) {
            // What stays ours is committed after the next poll; what does not, when it is revoked, or never.
        }
    }

    private void commit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
        for (TopicPartition partition : partitions) {
            Long next = uncommitted.get(partition);
            if (next != null) {
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        }
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
            offsets.forEach((partition, offset) -> {
                uncommitted.remove(partition);
                notes.add(new Committed(name, partition, offset.offset()));
            });
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> notes.add(new Assigned(name, partition)));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit(partitions);
        partitions.forEach(partition -> notes.add(new Revoked(name, partition)));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            uncommitted.remove(partition);
            notes.add(new Lost(name, partition));
        });
    }
}
