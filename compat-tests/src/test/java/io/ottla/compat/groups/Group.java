package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.groups.Event.Committed;
import io.ottla.compat.process.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A group of stock consumers and its history. */
final class Group implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    private final Target target;
    private final GroupKind kind;
    private final String id;
    private final History history = new History();
    private final List<Member> members = new ArrayList<>();

    Group(Target target, GroupKind kind, String id) {
        this.target = target;
        this.kind = kind;
        this.id = id;
    }

    static List<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
    }

    String id() {
        return id;
    }

    History history() {
        return history;
    }

    Member join(String name, Subscription subscription) {
        return join(name, subscription, Map.of());
    }

    /** A new member of the group's own kind, with client settings beyond the usual. */
    Member join(String name, Subscription subscription, Map<String, Object> more) {
        return join(name, kind, subscription, more);
    }

    Member join(String name, GroupKind as, Subscription subscription, Map<String, Object> more) {
        Member member = new Member(name, consumer(target, as, id, more), history, subscription);
        members.add(member);
        return member.start();
    }

    /** A consumer with the settings members have. */
    static KafkaConsumer<String, String> consumer(
            Target target, GroupKind kind, String group, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(kind.settings(group));
        settings.put("bootstrap.servers", target.bootstrap());
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Waits until these members, each with a share, own exactly these partitions. */
    void awaitShared(Collection<TopicPartition> partitions, Member... by) {
        Set<TopicPartition> wanted = Set.copyOf(partitions);
        Await.until(
                SOON,
                () -> "a share of " + wanted.size() + " partitions for each of " + by.length + " members; now "
                        + shares(),
                () -> {
                    Set<TopicPartition> owned = new HashSet<>();
                    int total = 0;
                    for (Member member : by) {
                        Set<TopicPartition> share = member.assignment();
                        if (share.isEmpty()) {
                            return false;
                        }
                        total += share.size();
                        owned.addAll(share);
                    }
                    return total == owned.size() && owned.equals(wanted);
                });
    }

    /** Waits until these members own exactly these partitions, none of them two more than another. */
    void awaitEvenlyShared(Collection<TopicPartition> partitions, Member... by) {
        awaitShared(partitions, by);
        Await.until(SOON, () -> "even shares; now " + shares(), () -> {
            IntSummaryStatistics sizes =
                    Stream.of(by).mapToInt(member -> member.assignment().size()).summaryStatistics();
            return sizes.getSum() == partitions.size() && sizes.getMax() - sizes.getMin() <= 1;
        });
    }

    private Map<String, Object> shares() {
        Map<String, Object> shares = new TreeMap<>();
        for (Member member : members) {
            shares.put(member.name(), member.complaints().isEmpty() ? member.assignment() : member.complaints());
        }
        return shares;
    }

    /** Waits until every partition has been delivered so far beyond what it has been now. */
    void awaitProgress(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> before = history.delivered();
        Await.until(SOON, () -> "records of all of " + partitions + "; now " + shares(), () -> {
            Map<TopicPartition, Long> now = history.delivered();
            return partitions.stream().allMatch(p -> now.getOrDefault(p, 0L) > before.getOrDefault(p, 0L));
        });
    }

    /** Waits until a member has committed this offset. */
    void awaitCommitted(TopicPartition partition, long offset) {
        Await.until(
                SOON,
                () -> "a commit of " + partition + " at " + offset + "; now " + shares(),
                () -> history.events().stream()
                        .anyMatch(event -> event instanceof Committed committed
                                && committed.partition().equals(partition)
                                && committed.offset() == offset));
    }

    /** Stops the feed, waits until all of it is delivered, lets all members leave, and judges the history. */
    void finish(Feed feed) {
        finish(feed, Map.of());
    }

    /** The same for a group that had committed these offsets before its members came. */
    void finish(Feed feed, Map<TopicPartition, Long> committedBefore) {
        Map<TopicPartition, Long> ends = feed.finish();
        Await.until(SOON, () -> "the delivery of all up to " + ends + "; now " + history.delivered(), () -> {
            Map<TopicPartition, Long> now = history.delivered();
            return ends.entrySet().stream().allMatch(end -> now.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
        close();
        assertThat(HistoryCheck.violations(history.events(), committedBefore, ends))
                .isEmpty();
        assertThat(members).allSatisfy(member -> assertThat(member.complaints()).isEmpty());
    }

    @Override
    public void close() {
        members.forEach(Member::close);
    }
}
