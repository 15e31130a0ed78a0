package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.Await;
import io.ottla.compat.clients.Clients;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members removed and groups deleted by the admin client. */
class AdminMembersTest extends OneGroupOfATopic {
    AdminMembersTest() {
        super("removed", 2);
    }

    private void delete() {
        Clients.get(admin.deleteConsumerGroups(List.of(group.id())).all());
    }

    private boolean isListed() {
        return Clients.get(admin.listGroups(new ListGroupsOptions()).all()).stream()
                .anyMatch(listed -> listed.groupId().equals(group.id()));
    }

    @ParameterizedTest
    @EnumSource
    void aGroupIsDeletedWithItsOffsetsOnceItIsEmpty(GroupKind kind) {
        begin(kind);
        Member member = group.join("member", Subscription.to(topic));
        group.awaitShared(partitions, member);
        assertThatThrownBy(this::delete).isInstanceOf(GroupNotEmptyException.class);
        assertThat(isListed()).isTrue();
        member.close();
        Clients.get(admin.alterConsumerGroupOffsets(group.id(), Map.of(partitions.getFirst(), new OffsetAndMetadata(1)))
                .all());
        delete();
        assertThat(isListed()).isFalse();
        assertThat(Clients.get(admin.listConsumerGroupOffsets(group.id()).partitionsToOffsetAndMetadata()))
                .isEmpty();
        assertThatThrownBy(this::delete).isInstanceOf(GroupIdNotFoundException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aStaticMemberIsRemovedByItsInstanceId(GroupKind kind) {
        begin(kind);
        Member stays = group.join("stays", Subscription.to(topic));
        Member gone = group.join("gone", Subscription.to(topic), Map.of("group.instance.id", "instance"));
        group.awaitShared(partitions, stays, gone);
        gone.close();
        Clients.get(admin.removeMembersFromConsumerGroup(
                        group.id(), new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove("instance"))))
                .all());
        group.awaitShared(partitions, stays);
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE"})
    void aStaticMemberThatIsRemovedWhileItLivesJoinsAgain(GroupKind kind) {
        begin(kind);
        Member member = group.join("member", Subscription.to(topic), Map.of("group.instance.id", "instance"));
        group.awaitShared(partitions, member);
        long before = group.history().assignments("member");
        Clients.get(admin.removeMembersFromConsumerGroup(
                        group.id(), new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove("instance"))))
                .all());
        Await.until(
                Group.SOON,
                () -> "the member to join again; it has " + member.complaints(),
                () -> group.history().assignments("member") > before);
        group.awaitShared(partitions, member);
    }

    @ParameterizedTest
    @EnumSource
    void whoIsRemovedWithAllOthersComesBackByItself(GroupKind kind) {
        begin(kind);
        Member a = group.join("a", Subscription.to(topic));
        Member b = group.join("b", Subscription.to(topic));
        group.awaitShared(partitions, a, b);
        long before = group.history().assignments("a");
        Clients.get(admin.removeMembersFromConsumerGroup(group.id(), new RemoveMembersFromConsumerGroupOptions())
                .all());
        Await.until(Group.SOON, () -> "a to come back", () -> group.history().assignments("a") > before);
        group.awaitShared(partitions, a, b);
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceThatIsNotThere(GroupKind kind) {
        begin(kind);
        Member member = group.join("member", Subscription.to(topic));
        group.awaitShared(partitions, member);
        MemberToRemove unknown = new MemberToRemove("no-such");
        var removed = admin.removeMembersFromConsumerGroup(
                group.id(), new RemoveMembersFromConsumerGroupOptions(Set.of(unknown)));
        assertThatThrownBy(() -> Clients.get(removed.memberResult(unknown)))
                .isInstanceOf(UnknownMemberIdException.class);
    }

    @Test
    void aGroupThatIsNotThere() {
        MemberToRemove unknown = new MemberToRemove("no-such");
        var removed = admin.removeMembersFromConsumerGroup(
                uniqueTopic("missing"), new RemoveMembersFromConsumerGroupOptions(Set.of(unknown)));
        assertThatThrownBy(() -> Clients.get(removed.memberResult(unknown)))
                .isInstanceOf(UnknownMemberIdException.class);
    }
}
