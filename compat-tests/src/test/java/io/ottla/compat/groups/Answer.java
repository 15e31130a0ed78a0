package io.ottla.compat.groups;

import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetDeleteResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;

/** The one error of an answer to a request about one thing, wherever that version of the response has it. */
final class Answer {
    private Answer() {}

    static Errors of(ApiMessage response) {
        return Errors.forCode(
                switch (response) {
                    case JoinGroupResponseData data -> data.errorCode();
                    case SyncGroupResponseData data -> data.errorCode();
                    case HeartbeatResponseData data -> data.errorCode();
                    case ConsumerGroupHeartbeatResponseData data -> data.errorCode();
                    case ListGroupsResponseData data -> data.errorCode();
                    case LeaveGroupResponseData data ->
                        data.errorCode() != 0 || data.members().isEmpty()
                                ? data.errorCode()
                                : data.members().getFirst().errorCode();
                    case OffsetCommitResponseData data ->
                        data.topics().getFirst().partitions().getFirst().errorCode();
                    case OffsetFetchResponseData data -> fetched(data);
                    case OffsetDeleteResponseData data -> deleted(data);
                    case FindCoordinatorResponseData data ->
                        data.coordinators().isEmpty()
                                ? data.errorCode()
                                : data.coordinators().getFirst().errorCode();
                    case DescribeGroupsResponseData data ->
                        data.groups().getFirst().errorCode();
                    case ConsumerGroupDescribeResponseData data ->
                        data.groups().getFirst().errorCode();
                    case DeleteGroupsResponseData data ->
                        data.results().iterator().next().errorCode();
                    default -> throw new IllegalArgumentException("not a group response: " + response);
                });
    }

    private static short fetched(OffsetFetchResponseData data) {
        if (data.errorCode() != 0) {
            return data.errorCode();
        }
        if (!data.groups().isEmpty()) {
            var group = data.groups().getFirst();
            return group.errorCode() != 0 || group.topics().isEmpty()
                    ? group.errorCode()
                    : group.topics().getFirst().partitions().getFirst().errorCode();
        }
        return data.topics().isEmpty()
                ? 0
                : data.topics().getFirst().partitions().getFirst().errorCode();
    }

    private static short deleted(OffsetDeleteResponseData data) {
        return data.errorCode() != 0 || data.topics().isEmpty()
                ? data.errorCode()
                : data.topics().iterator().next().partitions().iterator().next().errorCode();
    }
}
