package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.record.group.ConsumerGroupMemberMetadataValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a member said of itself: who it is, and what it wants.
 *
 * @param instanceId set for static members
 * @param clientHost the client's address
 * @param topicRegex matches the topics it wants besides those named; empty text for none
 * @param rebalanceTimeoutMs how long it may take to give partitions up; -1 before it said so
 * @param serverAssignor the assignor it prefers
 * @param classic set as long as it speaks the classic protocol
 */
public record MemberMetadata(
        Optional<String> instanceId,
        Optional<String> rackId,
        String clientId,
        String clientHost,
        SortedSet<String> topicNames,
        String topicRegex,
        int rebalanceTimeoutMs,
        Optional<String> serverAssignor,
        Optional<ClassicProtocols> classic) {

    /** Of one of whom nothing is known yet. */
    public static final MemberMetadata NOTHING = new MemberMetadata(
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            Collections.emptySortedSet(),
            "",
            -1,
            Optional.empty(),
            Optional.empty());

    public MemberMetadata {
        topicNames = Collections.unmodifiableSortedSet(topicNames);
    }

    public boolean hasRegex() {
        return !topicRegex.isEmpty();
    }

    /** What the member says in a heartbeat, where it says anything; it then speaks the consumer protocol. */
    MemberMetadata updatedBy(ConsumerGroupHeartbeatRequest heartbeat, Caller caller) {
        List<String> names = heartbeat.subscribedTopicNames();
        return new MemberMetadata(
                Optional.ofNullable(heartbeat.instanceId()).or(() -> instanceId),
                Optional.ofNullable(heartbeat.rackId()).or(() -> rackId),
                clientIdOf(caller),
                caller.clientHost(),
                names == null ? topicNames : new TreeSet<>(names),
                heartbeat.subscribedTopicRegex() == null ? topicRegex : heartbeat.subscribedTopicRegex(),
                heartbeat.rebalanceTimeoutMs() == -1 ? rebalanceTimeoutMs : heartbeat.rebalanceTimeoutMs(),
                Optional.ofNullable(heartbeat.serverAssignor()).or(() -> serverAssignor),
                Optional.empty());
    }

    /** Clients need not have an id, and members must. */
    static String clientIdOf(Caller caller) {
        return caller.clientId() == null ? "" : caller.clientId();
    }

    static MemberMetadata read(ConsumerGroupMemberMetadataValue stored) {
        return new MemberMetadata(
                Optional.ofNullable(stored.instanceId()),
                Optional.ofNullable(stored.rackId()),
                stored.clientId(),
                stored.clientHost(),
                new TreeSet<>(stored.subscribedTopicNames()),
                stored.subscribedTopicRegex() == null ? "" : stored.subscribedTopicRegex(),
                stored.rebalanceTimeoutMs(),
                Optional.ofNullable(stored.serverAssignor()),
                Optional.ofNullable(stored.classicMemberMetadata()).map(ClassicProtocols::read));
    }

    ConsumerGroupMemberMetadataValue toStored() {
        return new ConsumerGroupMemberMetadataValue()
                .instanceId(instanceId.orElse(null))
                .rackId(rackId.orElse(null))
                .clientId(clientId)
                .clientHost(clientHost)
                .subscribedTopicNames(new ArrayList<>(topicNames))
                .subscribedTopicRegex(topicRegex)
                .rebalanceTimeoutMs(rebalanceTimeoutMs)
                .serverAssignor(serverAssignor.orElse(null))
                .classicMemberMetadata(classic.map(ClassicProtocols::toStored).orElse(null));
    }
}
