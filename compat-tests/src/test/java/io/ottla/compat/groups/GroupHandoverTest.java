package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OwnTarget;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A data folder goes from broker to broker with its {@code __consumer_offsets}. Each finds the groups and offsets the one
 * before left, and members of old groups go on where they were.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GroupHandoverTest {
    private static final int PARTITIONS = 3;

    /** Groups are spread over the partitions of the offsets topic by their name; both brokers must agree where. */
    private static final String OFFSETS_PARTITIONS = "4";

    private static final List<GroupKind> KINDS = List.of(GroupKind.values());

    @TempDir
    private Path folder;

    static Stream<Arguments> handovers() {
        List<TargetKind> kinds = OwnTarget.kinds().toList();
        TargetKind one = kinds.getFirst();
        TargetKind other = kinds.getLast();
        return Stream.of(
                        Arguments.of(List.of(one, other, one), false),
                        Arguments.of(List.of(other, one, other), false),
                        Arguments.of(List.of(other, one), true))
                .limit(kinds.size() > 1 ? 3 : 1);
    }

    @ParameterizedTest
    @MethodSource("handovers")
    void eachBrokerFindsTheGroupsOfTheOneBefore(List<TargetKind> chain, boolean killed) {
        TargetSettings settings =
                TargetSettings.in(folder).withQuickGroups().with("offsets.topic.num.partitions", OFFSETS_PARTITIONS);
        GroupContents left = null;
        for (int step = 0; step < chain.size(); step++) {
            try (Target target = chain.get(step).create(settings)) {
                target.start();
                if (left == null) {
                    Clients.createTopic(target, "records", PARTITIONS, Map.of());
                } else {
                    awaitGroups(target, left);
                    assertThat(GroupContents.of(target)).isEqualTo(left);
                }
                work(target, step);
                left = GroupContents.of(target);
                if (killed) {
                    target.kill();
                } else {
                    target.stop();
                }
            }
        }
    }

    /** A broker serves before it has loaded its groups. */
    private static void awaitGroups(Target target, GroupContents left) {
        try (Admin admin = Clients.admin(target)) {
            Await.until(
                    Group.SOON,
                    () -> "the groups to be loaded",
                    () -> Clients.get(admin.listGroups().valid()).size()
                            >= left.listings().size());
        }
    }

    private static void work(Target target, int step) {
        consume(target, GroupKind.RANGE, "always-classic");
        consume(target, GroupKind.CONSUMER, "always-consumer");
        consume(target, step % 2 == 0 ? GroupKind.COOPERATIVE : GroupKind.CONSUMER, "in-turns");
        GroupKind another = KINDS.get(step % KINDS.size());
        consume(target, another, "of-step-" + step);
        try (Admin admin = Clients.admin(target)) {
            String plain = "plain-" + step;
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            offsets.put(new TopicPartition("records", 0), new OffsetAndMetadata(5, Optional.of(0), "ünïcode " + step));
            offsets.put(new TopicPartition("records", 1), new OffsetAndMetadata(0));
            Clients.get(admin.alterConsumerGroupOffsets(plain, offsets).all());
            Clients.get(admin.deleteConsumerGroupOffsets(plain, Set.of(new TopicPartition("records", 1)))
                    .all());
            consume(target, another, "deleted");
            Clients.get(admin.deleteConsumerGroups(List.of("deleted")).all());
        }
    }

    /** A plain member and a static one take all there is, from where their group was, and leave. */
    private static void consume(Target target, GroupKind kind, String id) {
        List<TopicPartition> partitions = Group.partitions("records", PARTITIONS);
        try (Group group = new Group(target, kind, id);
                Feed feed = new Feed(target, partitions);
                Admin admin = Clients.admin(target)) {
            Map<TopicPartition, OffsetAndMetadata> before =
                    Clients.get(admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata());
            Member plain = group.join("plain", Subscription.to("records"));
            Member fixed = group.join("fixed", Subscription.to("records"), Map.of("group.instance.id", "instance"));
            group.awaitShared(partitions, plain, fixed);
            group.awaitProgress(partitions);
            Map<TopicPartition, Long> starts = new HashMap<>();
            before.forEach((partition, offset) -> starts.put(partition, offset.offset()));
            group.finish(feed, starts);
            Clients.get(admin.removeMembersFromConsumerGroup(id, new RemoveMembersFromConsumerGroupOptions())
                    .all());
        }
    }
}
