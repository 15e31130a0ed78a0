package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A running group goes from one protocol to the other, member by member; its records flow on. */
class MigrationTest extends OnBothTargets {
    private String topic;
    private List<TopicPartition> partitions;
    private Group group;
    private Feed feed;

    private void begin(GroupKind kind) {
        topic = uniqueTopic("migrating");
        partitions = Group.partitions(topic, 6);
        Clients.createTopic(target, topic, 6, Map.of());
        group = new Group(target, kind, "group-of-" + topic);
        feed = new Feed(target, partitions);
    }

    @AfterEach
    void close() {
        feed.close();
        group.close();
    }

    private Member join(String name, GroupKind kind) {
        return group.join(name, kind, Subscription.to(topic), Map.of());
    }

    private GroupType type() {
        try (Admin admin = Clients.admin(target)) {
            return Clients.get(admin.listGroups().all()).stream()
                    .filter(listed -> listed.groupId().equals(group.id()))
                    .findFirst()
                    .flatMap(listed -> listed.type())
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE"})
    void aClassicGroupBecomesAConsumerGroupAndBack(GroupKind classic) {
        begin(classic);
        Member old1 = join("old1", classic);
        Member old2 = join("old2", classic);
        group.awaitShared(partitions, old1, old2);
        assertThat(type()).isEqualTo(GroupType.CLASSIC);

        Member new1 = join("new1", GroupKind.CONSUMER);
        group.awaitShared(partitions, old1, old2, new1);
        assertThat(type()).isEqualTo(GroupType.CONSUMER);
        group.awaitProgress(partitions);
        old1.close();
        group.awaitShared(partitions, old2, new1);
        old2.close();
        group.awaitShared(partitions, new1);
        group.awaitProgress(partitions);

        Member back1 = join("back1", classic);
        group.awaitShared(partitions, new1, back1);
        assertThat(type()).isEqualTo(GroupType.CONSUMER);
        new1.close();
        group.awaitShared(partitions, back1);
        assertThat(type()).isEqualTo(GroupType.CLASSIC);
        group.awaitProgress(partitions);
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE"})
    void anEmptyGroupTakesTheProtocolOfWhoComesNext(GroupKind classic) {
        begin(classic);
        Member first = join("first", classic);
        group.awaitShared(partitions, first);
        group.awaitProgress(partitions);
        first.close();
        Member second = join("second", GroupKind.CONSUMER);
        group.awaitShared(partitions, second);
        assertThat(type()).isEqualTo(GroupType.CONSUMER);
        group.awaitProgress(partitions);
        second.close();
        Member third = join("third", classic);
        group.awaitShared(partitions, third);
        assertThat(type()).isEqualTo(GroupType.CLASSIC);
        group.finish(feed);
    }
}
