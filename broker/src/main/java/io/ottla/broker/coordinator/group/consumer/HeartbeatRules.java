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
            return invalid("the member id is missing");
        }
        if (isBlank(request.groupId())) {
            return invalid("the group id is missing");
        }
        if (isBlank(request.instanceId())) {
            return invalid("an instance id must not be blank");
        }
        return isBlank(request.rackId()) ? invalid("a rack id must not be blank") : Optional.empty();
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
            return invalid("only a static member can go away for a while");
        }
        return epoch < CurrentAssignment.AWAY ? invalid("there is no such member epoch") : Optional.empty();
    }

    private static Optional<Refusal> checkJoin(ConsumerGroupHeartbeatRequest request) {
        if (request.rebalanceTimeoutMs() == -1) {
            return invalid("who joins has to say its rebalance timeout");
        }
        if (request.topicPartitions() == null || !request.topicPartitions().isEmpty()) {
            return invalid("who joins holds no partitions, and has to say so");
        }
        if (request.subscribedTopicNames() == null && request.subscribedTopicRegex() == null) {
            return invalid("who joins has to say what it wants, by names or by a regular expression");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> checkAssignor(String assignor, List<String> assignors) {
        if (assignor == null || assignors.contains(assignor)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                ErrorCode.UNSUPPORTED_ASSIGNOR,
                "there is no assignor " + assignor + "; there are " + String.join(", ", assignors)));
    }

    private static Optional<Refusal> invalid(String message) {
        return Optional.of(new Refusal(ErrorCode.INVALID_REQUEST, message));
    }
}
