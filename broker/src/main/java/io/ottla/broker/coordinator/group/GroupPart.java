package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import java.util.Collection;
import java.util.List;

/**
 * The groups of one type, as the machine sees them that has them all. What it is asked about a group beyond {@link #has} is
 * asked only of groups that are there, but for requests, which may found one.
 */
public interface GroupPart {

    boolean has(String groupId);

    /** The ids of all groups, in an order that does not depend on chance. */
    Collection<String> groupIds();

    GroupFacts facts(String groupId);

    /** Decides on a request that is about one group. */
    Decision<GroupEvent, ApiMessage> decide(GroupCommand.Request<?> request, long nowMs);

    /** Decides on a timer; null when it is none of this part's. */
    Decision<GroupEvent, ApiMessage> due(TimerCommand.Key timer, long nowMs);

    /** Decides on what is due once the log has been read. */
    Decision<GroupEvent, ApiMessage> loaded(long nowMs);

    /** Decides on what is due since the cluster, or what groups go by, has changed. */
    Decision<GroupEvent, ApiMessage> clusterChanged(GroupCommand.ClusterChanged change, long nowMs);

    /** Applies an event, if it concerns this part's groups. */
    void apply(GroupEvent event);

    CommitPermission permitCommit(CommitClaim claim, long nowMs);

    /**
     * Whether somebody may read a group's offsets.
     *
     * @param memberId null for one who is no member
     * @param memberEpoch negative for one who is no member
     */
    ErrorCode permitFetch(String groupId, String memberId, int memberEpoch);

    /** What deletes a group that may be deleted; its offsets are seen to elsewhere. */
    Removal removal(String groupId);

    /** Events that delete a group, and its timers. */
    record Removal(List<GroupEvent> events, List<TimerCommand> timers) {}
}
