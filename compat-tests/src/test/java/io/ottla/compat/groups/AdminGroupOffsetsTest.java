package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Offsets of groups, read, set and deleted by the admin client. */
class AdminGroupOffsetsTest extends OnBothTargets {
    private Admin admin;
    private TopicPartition first;
    private TopicPartition second;
    private String id;
    private Group group;

    @BeforeEach
    void createTopic() {
        admin = Clients.admin(target);
        String topic = uniqueTopic("group-offsets");
        first = new TopicPartition(topic, 0);
        second = new TopicPartition(topic, 1);
        id = "group-of-" + topic;
        Clients.createTopic(target, topic, 2, Map.of());
    }

    @AfterEach
    void close() {
        if (group != null) {
            group.close();
        }
        admin.close();
    }

    private void oneMember(GroupKind kind) {
        group = new Group(target, kind, id);
        Member member = group.join("member", Subscription.to(first.topic()));
        group.awaitShared(Set.of(first, second), member);
    }

    private void set(String groupId, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Clients.get(admin.alterConsumerGroupOffsets(groupId, offsets).all());
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(String groupId) {
        return Clients.get(admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata());
    }

    @Test
    void offsetsOfAGroupWithoutMembersAreSetAndReadAndSetAgain() {
        set(id, Map.of(first, new OffsetAndMetadata(5, "five"), second, new OffsetAndMetadata(6)));
        set(id, Map.of(first, new OffsetAndMetadata(3)));
        assertThat(offsets(id)).isEqualTo(Map.of(first, new OffsetAndMetadata(3), second, new OffsetAndMetadata(6)));
    }

    @Test
    void offsetsOfSeveralGroupsAreReadAtOnce() {
        set(id, Map.of(first, new OffsetAndMetadata(1), second, new OffsetAndMetadata(2)));
        set(id + "-b", Map.of(first, new OffsetAndMetadata(3)));
        Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
        specs.put(id, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(second)));
        specs.put(id + "-b", new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(first, second)));
        specs.put(id + "-none", new ListConsumerGroupOffsetsSpec());
        Map<TopicPartition, OffsetAndMetadata> ofB = new HashMap<>();
        ofB.put(first, new OffsetAndMetadata(3));
        ofB.put(second, null);
        assertThat(Clients.get(admin.listConsumerGroupOffsets(specs).all()))
                .isEqualTo(
                        Map.of(id, Map.of(second, new OffsetAndMetadata(2)), id + "-b", ofB, id + "-none", Map.of()));
    }

    @ParameterizedTest
    @EnumSource
    void offsetsOfAGroupWithMembersCannotBeSet(GroupKind kind) {
        oneMember(kind);
        assertThatThrownBy(() -> set(id, Map.of(first, new OffsetAndMetadata(1))))
                .isInstanceOf(UnknownMemberIdException.class);
        assertThat(offsets(id)).isEmpty();
    }

    @Test
    void anOffsetOfATopicThatIsNotThereCannotBeSet() {
        TopicPartition missing = new TopicPartition(uniqueTopic("missing"), 0);
        assertThatThrownBy(() -> set(id, Map.of(missing, new OffsetAndMetadata(1))))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void offsetsAreDeletedOneByOne() {
        set(id, Map.of(first, new OffsetAndMetadata(1), second, new OffsetAndMetadata(2)));
        Clients.get(admin.deleteConsumerGroupOffsets(id, Set.of(first)).all());
        assertThat(offsets(id)).isEqualTo(Map.of(second, new OffsetAndMetadata(2)));
    }

    @Test
    void aGroupThatNobodyHasJoinedOutlivesItsLastOffset() {
        set(id, Map.of(first, new OffsetAndMetadata(1)));
        Clients.get(admin.deleteConsumerGroupOffsets(id, Set.of(first)).all());
        assertThat(offsets(id)).isEmpty();
        Clients.get(admin.deleteConsumerGroupOffsets(id, Set.of(first)).all());
        assertThat(Clients.get(admin.listGroups().all()))
                .filteredOn(listing -> listing.groupId().equals(id))
                .singleElement()
                .satisfies(listing -> assertThat(listing.groupState()).hasValue(GroupState.EMPTY));
        Clients.get(admin.deleteConsumerGroups(List.of(id)).all());
        assertThatThrownBy(() ->
                        Clients.get(admin.deleteConsumerGroups(List.of(id)).all()))
                .isInstanceOf(GroupIdNotFoundException.class);
    }

    @ParameterizedTest
    @EnumSource
    void offsetsOfATopicThatMembersSubscribeToAreNotDeletedOthersAre(GroupKind kind) {
        String other = uniqueTopic("other");
        Clients.createTopic(target, other, 1, Map.of());
        TopicPartition unsubscribed = new TopicPartition(other, 0);
        set(id, Map.of(first, new OffsetAndMetadata(1), unsubscribed, new OffsetAndMetadata(2)));
        oneMember(kind);
        var deleted = admin.deleteConsumerGroupOffsets(id, Set.of(first, unsubscribed));
        Clients.get(deleted.partitionResult(unsubscribed));
        assertThatThrownBy(() -> Clients.get(deleted.partitionResult(first)))
                .isInstanceOf(GroupSubscribedToTopicException.class);
        assertThat(offsets(id)).isEqualTo(Map.of(first, new OffsetAndMetadata(1)));
    }

    @Test
    void offsetsOfAGroupThatIsNotThereAreNotDeleted() {
        assertThatThrownBy(() -> Clients.get(
                        admin.deleteConsumerGroupOffsets(id, Set.of(first)).all()))
                .isInstanceOf(GroupIdNotFoundException.class);
    }

    @Test
    void offsetsGoWithTheirTopic() {
        String passing = uniqueTopic("passing");
        Clients.createTopic(target, passing, 1, Map.of());
        TopicPartition gone = new TopicPartition(passing, 0);
        set(id, Map.of(first, new OffsetAndMetadata(1), gone, new OffsetAndMetadata(2)));
        Clients.get(admin.deleteTopics(List.of(passing)).all());
        Await.until(
                Group.SOON,
                () -> "the offset to go; now " + offsets(id),
                () -> offsets(id).equals(Map.of(first, new OffsetAndMetadata(1))));
    }

    @Test
    void aGroupThatIsNotThereHasNoOffsets() {
        assertThat(offsets(id)).isEmpty();
        assertThat(Clients.get(admin.listConsumerGroupOffsets(
                                Map.of(id, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(first))))
                        .partitionsToOffsetAndMetadata(id)))
                .isEqualTo(Collections.singletonMap(first, null));
    }
}
