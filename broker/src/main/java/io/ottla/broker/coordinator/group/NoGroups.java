package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import java.util.Collection;
import java.util.List;

/** In the place of a protocol that is not spoken. */
public final class NoGroups implements GroupPart {
    @Override
    public boolean has(String groupId) {
        return false;
    }

    @Override
    public Collection<String> groupIds() {
        return List.of();
    }

    @Override
    public GroupFacts facts(String groupId) {
        throw new IllegalArgumentException("there is no group " + groupId);
    }

    @Override
    public Decision<GroupEvent, ApiMessage> decide(GroupCommand.Request<?> request, long nowMs) {
        return Decision.reject(ErrorCode.UNSUPPORTED_VERSION);
    }

    @Override
    public Decision<GroupEvent, ApiMessage> due(TimerCommand.Key timer, long nowMs) {
        return null;
    }

    @Override
    public Decision<GroupEvent, ApiMessage> loaded(long nowMs) {
        return Decision.nothing();
    }

    @Override
    public Decision<GroupEvent, ApiMessage> clusterChanged(GroupCommand.ClusterChanged change, long nowMs) {
        return Decision.nothing();
    }

    @Override
    public void apply(GroupEvent event) {
        // None of the events is about a group of this kind.
    }

    @Override
    public CommitPermission permitCommit(CommitClaim claim, long nowMs) {
        return new CommitPermission.Refused(ErrorCode.GROUP_ID_NOT_FOUND);
    }

    @Override
    public ErrorCode permitFetch(String groupId, String memberId, int memberEpoch) {
        return ErrorCode.GROUP_ID_NOT_FOUND;
    }

    @Override
    public Removal removal(String groupId) {
        return new Removal(List.of(), List.of());
    }
}
