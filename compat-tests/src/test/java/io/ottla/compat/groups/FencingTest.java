package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two living members with one instance id: the classic protocol fences the older, the consumer protocol the newer. */
class FencingTest extends OnBothTargets {
    private static final Map<String, Object> INSTANCE = Map.of("group.instance.id", "instance");

    private String topic;
    private List<TopicPartition> partitions;
    private Group group;

    private void begin(GroupKind kind) {
        topic = uniqueTopic("fenced");
        partitions = Group.partitions(topic, 2);
        Clients.createTopic(target, topic, 2, Map.of());
        group = new Group(target, kind, "group-of-" + topic);
    }

    @AfterEach
    void close() {
        group.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE"})
    void theOlderOfTwoClassicMembersIsFenced(GroupKind kind) {
        begin(kind);
        Member older = group.join("older", Subscription.to(topic), INSTANCE);
        group.awaitShared(partitions, older);
        Member newer = group.join("newer", Subscription.to(topic), INSTANCE);
        assertThat(older.awaitFailure(Group.SOON)).isInstanceOf(FencedInstanceIdException.class);
        group.awaitShared(partitions, newer);
    }

    @Test
    void theNewerOfTwoMembersIsRefusedAsLongAsTheOlderLives() {
        begin(GroupKind.CONSUMER);
        Member older = group.join("older", Subscription.to(topic), INSTANCE);
        group.awaitShared(partitions, older);
        Member newer = group.join("newer", Subscription.to(topic), INSTANCE);
        assertThat(newer.awaitFailure(Group.SOON)).isInstanceOf(UnreleasedInstanceIdException.class);
        assertThat(older.assignment()).hasSize(2);
        assertThat(older.complaints()).isEmpty();
    }
}
