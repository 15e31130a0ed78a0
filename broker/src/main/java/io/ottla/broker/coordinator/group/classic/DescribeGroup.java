package io.ottla.broker.coordinator.group.classic;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeGroupsResponse.DescribedGroup;
import io.ottla.wire.message.DescribeGroupsResponse.DescribedGroupMember;
import io.ottla.wire.message.ListGroupsResponse.ListedGroup;
import java.util.Optional;

/** What DescribeGroups (versions 0–6) and ListGroups say of a classic group. */
public final class DescribeGroup {
    /** The type that ListGroups names. */
    public static final String TYPE = "classic";

    private static final int NOT_FOUND_FROM = 6;

    private DescribeGroup() {}

    /** A group that does not exist is dead; from version 6 on that is an error as well. */
    public static DescribedGroup describe(ClassicGroups groups, String groupId, int version) {
        return groups.find(groupId).map(DescribeGroup::describe).orElseGet(() -> absent(groupId, version));
    }

    private static DescribedGroup absent(String groupId, int version) {
        DescribedGroup dead = new DescribedGroup().groupId(groupId).groupState(ClassicState.DEAD.text());
        return version < NOT_FOUND_FROM
                ? dead
                : dead.errorCode(ErrorCode.GROUP_ID_NOT_FOUND.code()).errorMessage("Group " + groupId + " not found.");
    }

    /** Of a group that is not stable, neither its protocol nor what members say of themselves is told. */
    private static DescribedGroup describe(ClassicGroup group) {
        Optional<String> protocol =
                group.is(ClassicState.STABLE) ? group.generation().protocolName() : Optional.empty();
        DescribedGroup described = new DescribedGroup()
                .groupId(group.groupId())
                .groupState(group.state().text())
                .protocolType(group.generation().protocolType().orElse(""))
                .protocolData(protocol.orElse(""));
        for (ClassicMember member : group.roster().members()) {
            described.members().add(describe(member, protocol));
        }
        return described;
    }

    private static DescribedGroupMember describe(ClassicMember member, Optional<String> protocol) {
        return new DescribedGroupMember()
                .memberId(member.memberId())
                .groupInstanceId(member.instanceId().orElse(null))
                .clientId(member.identity().clientId())
                .clientHost(member.identity().clientHost())
                .memberMetadata(protocol.map(member::metadata).orElse(Bytes.EMPTY))
                .memberAssignment(member.assignment());
    }

    public static ListedGroup list(ClassicGroup group) {
        return new ListedGroup()
                .groupId(group.groupId())
                .protocolType(group.generation().protocolType().orElse(""))
                .groupState(group.state().text())
                .groupType(TYPE);
    }
}
