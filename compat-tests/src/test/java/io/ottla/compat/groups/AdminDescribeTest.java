package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.compat.clients.Clients;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.ClassicGroupState;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups and their members as the admin client describes them. */
class AdminDescribeTest extends OneGroupOfATopic {
    AdminDescribeTest() {
        super("described", 4);
    }

    /** A plain member, and a static one with a client id and a rack. */
    private void twoMembers(GroupKind kind) {
        begin(kind);
        Member a = group.join("a", Subscription.to(topic), Map.of("client.id", "plain"));
        Member b = group.join(
                "b",
                Subscription.to(topic),
                Map.of("client.id", "fixed", "group.instance.id", "instance", "client.rack", "rack-1"));
        group.awaitEvenlyShared(partitions, a, b);
    }

    private ConsumerGroupDescription described() {
        return Clients.get(admin.describeConsumerGroups(List.of(group.id()))
                .describedGroups()
                .get(group.id()));
    }

    private static MemberDescription member(Collection<MemberDescription> members, String clientId) {
        return members.stream()
                .filter(member -> member.clientId().equals(clientId))
                .findFirst()
                .orElseThrow();
    }

    private void assertMembers(Collection<MemberDescription> members) {
        assertThat(members).hasSize(2);
        MemberDescription plain = member(members, "plain");
        MemberDescription fixed = member(members, "fixed");
        assertThat(plain.groupInstanceId()).isEmpty();
        assertThat(fixed.groupInstanceId()).contains("instance");
        assertThat(plain.host()).isEqualTo("/127.0.0.1");
        assertThat(plain.consumerId()).isNotEqualTo(fixed.consumerId()).isNotEmpty();
        assertThat(plain.assignment().topicPartitions()).hasSize(2);
        assertThat(fixed.assignment().topicPartitions())
                .hasSize(2)
                .doesNotContainAnyElementsOf(plain.assignment().topicPartitions());
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE"})
    void aClassicGroup(GroupKind kind) {
        twoMembers(kind);
        ConsumerGroupDescription description = described();
        assertThat(description.type()).isEqualTo(GroupType.CLASSIC);
        assertThat(description.groupState()).isEqualTo(GroupState.STABLE);
        assertThat(description.partitionAssignor()).isEqualTo(kind == GroupKind.RANGE ? "range" : "cooperative-sticky");
        assertThat(description.isSimpleConsumerGroup()).isFalse();
        assertThat(description.coordinator().id()).isEqualTo(1);
        assertThat(description.groupEpoch()).isEmpty();
        assertThat(description.targetAssignmentEpoch()).isEmpty();
        assertThat(description.authorizedOperations()).isNull();
        assertMembers(description.members());
        assertThat(member(description.members(), "plain").consumerId()).startsWith("plain-");
        assertThat(member(description.members(), "fixed").consumerId()).startsWith("instance-");
    }

    @Test
    void aConsumerGroup() {
        twoMembers(GroupKind.CONSUMER);
        ConsumerGroupDescription description = described();
        assertThat(description.type()).isEqualTo(GroupType.CONSUMER);
        assertThat(description.groupState()).isEqualTo(GroupState.STABLE);
        assertThat(description.partitionAssignor()).isEqualTo("uniform");
        assertThat(description.isSimpleConsumerGroup()).isFalse();
        assertThat(description.coordinator().id()).isEqualTo(1);
        assertThat(description.groupEpoch().orElseThrow()).isPositive();
        assertThat(description.targetAssignmentEpoch()).isEqualTo(description.groupEpoch());
        assertMembers(description.members());
        assertThat(description.members()).allSatisfy(member -> {
            assertThat(member.memberEpoch()).isEqualTo(description.groupEpoch());
            assertThat(member.upgraded()).contains(true);
            assertThat(member.targetAssignment()).contains(member.assignment());
        });
        assertThat(member(description.members(), "fixed").rackId()).contains("rack-1");
        assertThat(member(description.members(), "plain").rackId()).isEmpty();
    }

    @Test
    void aGroupInTheMiddleOfAMigrationShowsWhoHasMoved() {
        group = new Group(target, GroupKind.RANGE, "group-of-" + topic);
        Member old = group.join("old", Subscription.to(topic), Map.of("client.id", "old"));
        group.awaitShared(partitions, old);
        Member moved = group.join("moved", GroupKind.CONSUMER, Subscription.to(topic), Map.of("client.id", "moved"));
        group.awaitEvenlyShared(partitions, old, moved);
        Collection<MemberDescription> members = described().members();
        assertThat(member(members, "old").upgraded()).contains(false);
        assertThat(member(members, "moved").upgraded()).contains(true);
    }

    @ParameterizedTest
    @EnumSource
    void aGroupWhoseMembersHaveLeft(GroupKind kind) {
        twoMembers(kind);
        group.close();
        // A static member stays until it is removed.
        Clients.get(admin.removeMembersFromConsumerGroup(group.id(), new RemoveMembersFromConsumerGroupOptions())
                .all());
        ConsumerGroupDescription description = described();
        assertThat(description.groupState()).isEqualTo(GroupState.EMPTY);
        assertThat(description.members()).isEmpty();
        assertThat(description.type()).isEqualTo(kind.isClassic() ? GroupType.CLASSIC : GroupType.CONSUMER);
    }

    @Test
    void whatOneMayDoWithAGroup() {
        twoMembers(GroupKind.CONSUMER);
        var options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
        Set<AclOperation> operations = Clients.get(admin.describeConsumerGroups(List.of(group.id()), options)
                        .all())
                .get(group.id())
                .authorizedOperations();
        assertThat(operations)
                .containsExactlyInAnyOrder(
                        AclOperation.READ,
                        AclOperation.DELETE,
                        AclOperation.DESCRIBE,
                        AclOperation.ALTER_CONFIGS,
                        AclOperation.DESCRIBE_CONFIGS);
    }

    @Test
    void aGroupThatIsNotThere() {
        String missing = uniqueTopic("missing");
        assertThatThrownBy(() -> Clients.get(admin.describeConsumerGroups(List.of(missing))
                        .describedGroups()
                        .get(missing)))
                .isInstanceOf(GroupIdNotFoundException.class)
                .hasMessage("Group " + missing + " not found.");
    }

    @Test
    void aClassicGroupByTheClassicRequest() {
        twoMembers(GroupKind.RANGE);
        ClassicGroupDescription description = Clients.get(admin.describeClassicGroups(List.of(group.id()))
                .describedGroups()
                .get(group.id()));
        assertThat(description.protocol()).isEqualTo("consumer");
        assertThat(description.protocolData()).isEqualTo("range");
        assertThat(description.state()).isEqualTo(ClassicGroupState.STABLE);
        assertMembers(description.members());
    }

    @Test
    void aConsumerGroupIsNotFoundByTheClassicRequest() {
        twoMembers(GroupKind.CONSUMER);
        assertThatThrownBy(() -> Clients.get(admin.describeClassicGroups(List.of(group.id()))
                        .describedGroups()
                        .get(group.id())))
                .isInstanceOf(GroupIdNotFoundException.class)
                .hasMessage("The group id does not exist.");
    }

    @Test
    void theRackOfAClassicMemberIsNotKept() {
        twoMembers(GroupKind.RANGE);
        assertThat(member(described().members(), "fixed").rackId()).isEqualTo(Optional.empty());
    }
}
