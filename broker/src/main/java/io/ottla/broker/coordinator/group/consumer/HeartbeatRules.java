package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import java.util.List;
import java.util.Optional;

/** What a ConsumerGroupHeartbeat request must be like, whatever the group is. */
final class HeartbeatRules {
    /** From this version on it is the client that makes up its member id (KIP-1082). */
    private static final int CLIENT_MAKES_MEMBER_ID_VERSION = 1;

    private HeartbeatRules() {}

    static Optional<Refusal> check(ConsumerGroupHeartbeatRequest request, int version, List<String> assignors) {
        return checkIds(request, version)
                .or(() -> checkEpoch(request))
                .or(() -> checkAssignor(request.serverAssignor(), assignors));
    }

    private static Optional<Refusal> checkIds(ConsumerGroupHeartbeatRequest request, int version) {
        boolean needsMemberId = version >= CLIENT_MAKES_MEMBER_ID_VERSION
                || request.memberEpoch() > 0
                || request.memberEpoch() == CurrentAssignment.LEFT;
        if (needsMemberId && isBlank(request.memberId())) {
            return invalid("MemberId can't be empty.");
        }
        if (isBlank(request.groupId())) {
            return invalid("GroupId can't be empty.");
        }
        if (isBlank(request.instanceId())) {
            return invalid("InstanceId can't be empty.");
        }
        return isBlank(request.rackId()) ? invalid("RackId can't be empty.") : Optional.empty();
    }

    private static boolean isBlank(String text) {
        return text != null && text.isBlank();
    }

    private static Optional<Refusal> checkEpoch(ConsumerGroupHeartbeatRequest request) {
        int epoch = request.memberEpoch();
        if (epoch == 0) {
            return checkJoin(request);
        }
        if (epoch == CurrentAssignment.AWAY && request.instanceId() == null) {
            return invalid("InstanceId can't be null.");
        }
        return epoch < CurrentAssignment.AWAY ? invalid("MemberEpoch is invalid.") : Optional.empty();
    }

    private static Optional<Refusal> checkJoin(ConsumerGroupHeartbeatRequest request) {
        if (request.rebalanceTimeoutMs() == -1) {
            return invalid("RebalanceTimeoutMs must be provided in first request.");
        }
        if (request.topicPartitions() == null || !request.topicPartitions().isEmpty()) {
            return invalid("TopicPartitions must be empty when (re-)joining.");
        }
        if (request.subscribedTopicNames() == null && request.subscribedTopicRegex() == null) {
            return invalid("Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> checkAssignor(String assignor, List<String> assignors) {
        if (assignor == null || assignors.contains(assignor)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                ErrorCode.UNSUPPORTED_ASSIGNOR,
                "ServerAssignor " + assignor + " is not supported. Supported assignors: " + String.join(", ", assignors)
                        + "."));
    }

    private static Optional<Refusal> invalid(String message) {
        return Optional.of(new Refusal(ErrorCode.INVALID_REQUEST, message));
    }
}
