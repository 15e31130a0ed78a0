package io.ottla.demo.client;

import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Member;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A member of a group: reads, has each record dealt with, and commits what was dealt with. What it had not committed when it
 * is killed, another member reads again: at least once.
 */
final class MemberLoop implements Runnable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Member member;
    private final Consumer<ConsumerRecord<String, String>> reader;
    private final Consumer<DemoEvent> events;
    private final KafkaConsumer<String, String> consumer;

    MemberLoop(
            Member member,
            Map<String, Object> settings,
            String topic,
            Consumer<ConsumerRecord<String, String>> reader,
            Consumer<DemoEvent> events) {
        this.member = member;
        this.reader = reader;
        this.events = events;
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(topic), new AssignmentReport());
    }

    @Override
    public void run() {
        try (consumer) {
            while (true) {
                ConsumerRecords<String, String> records = consumer.poll(POLL);
                records.forEach(reader);
                if (!records.isEmpty()) {
                    commit();
                }
            }
        } catch (WakeupException e) {
            // It was asked to leave.
            return;
        } catch (RuntimeException e) {
            events.accept(new DemoEvent.Failed(member.name(), e.toString()));
        }
    }

    /** Makes {@link #run} leave the group and return; may be called by another thread. */
    void leave() {
        consumer.wakeup();
    }

    /** Partitions that were taken away meanwhile are read again from the last commit, by whoever has them now. */
    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // The next poll joins the group again.
            return;
        }
    }

    private final class AssignmentReport implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            events.accept(new DemoEvent.Assigned(member, consumer.assignment().size()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            // What was read is committed; who has them now is told by the next assignment.
        }
    }
}
