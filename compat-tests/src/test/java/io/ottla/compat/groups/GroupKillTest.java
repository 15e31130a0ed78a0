package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.groups.Event.Committed;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} of the broker while groups consume: members go on after it, and no commit is forgotten. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GroupKillTest {
    private static final int PARTITIONS = 4;

    /** A group of each kind at work. */
    private record AtWork(GroupKind kind, Group group, Feed feed, List<TopicPartition> partitions) {}

    @TempDir
    private Path folder;

    private final List<AtWork> groups = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void membersGoOnAndCommittedOffsetsAreThere(TargetKind kind) {
        int kills = kind == TargetKind.OTTLA ? 3 : 1;
        try (Target target = kind.create(TargetSettings.in(folder).withQuickGroups())) {
            target.start();
            for (GroupKind each : GroupKind.values()) {
                groups.add(begin(target, each));
            }
            for (int i = 0; i < kills; i++) {
                groups.forEach(each -> each.group().awaitProgress(each.partitions()));
                target.kill();
                List<Map<TopicPartition, Long>> acknowledged =
                        groups.stream().map(each -> committed(each.group())).toList();
                target.start();
                for (int g = 0; g < groups.size(); g++) {
                    assertCommitted(target, groups.get(g), acknowledged.get(g));
                }
            }
            groups.forEach(each -> each.group().awaitProgress(each.partitions()));
            groups.forEach(each -> each.group().finish(each.feed()));
        } finally {
            groups.forEach(each -> each.feed().close());
            groups.forEach(each -> each.group().close());
        }
    }

    private static AtWork begin(Target target, GroupKind kind) {
        String topic = "records-of-" + kind;
        List<TopicPartition> partitions = Group.partitions(topic, PARTITIONS);
        Clients.createTopic(target, topic, PARTITIONS, Map.of());
        Group group = new Group(target, kind, "group-" + kind);
        Member a = group.join("a", Subscription.to(topic));
        Member b = group.join("b", Subscription.to(topic));
        group.awaitShared(partitions, a, b);
        return new AtWork(kind, group, new Feed(target, partitions), partitions);
    }

    /** The last commits that were confirmed. */
    private static Map<TopicPartition, Long> committed(Group group) {
        Map<TopicPartition, Long> last = new HashMap<>();
        for (Event event : group.history().events()) {
            if (event instanceof Committed committed) {
                last.put(committed.partition(), committed.offset());
            }
        }
        return last;
    }

    private static void assertCommitted(Target target, AtWork work, Map<TopicPartition, Long> acknowledged) {
        try (Admin admin = Clients.admin(target)) {
            Map<TopicPartition, OffsetAndMetadata> found = Clients.get(
                    admin.listConsumerGroupOffsets(work.group().id()).partitionsToOffsetAndMetadata());
            acknowledged.forEach((partition, offset) -> assertThat(found.get(partition))
                    .as(work.kind() + " " + partition)
                    .isNotNull()
                    .satisfies(now -> assertThat(now.offset()).isGreaterThanOrEqualTo(offset)));
        }
    }
}
