package io.ottla.compat.groups;

import io.ottla.compat.Await;
import io.ottla.compat.badinput.RawConnection;
import io.ottla.compat.badinput.Requests;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocol;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocolCollection;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;

/** Group requests without a client: one connection, one answer for each request, and no retries. */
final class RawGroups implements AutoCloseable {
    /** A member that a request may speak for, rightly or not. */
    record RawMember(String group, String id, int epoch) {}

    private static final int FIND_VERSION = 4;
    private static final int JOIN_VERSION = 9;

    private static final int SYNC_VERSION = 5;
    private static final int HEARTBEAT_VERSION = 1;

    private final RawConnection connection;

    RawGroups(Target target) throws IOException {
        connection = new RawConnection(target);
    }

    /** The first to ask for a coordinator makes the broker create its topic; clients retry until it serves. */
    void awaitCoordinator() {
        FindCoordinatorRequestData find = new FindCoordinatorRequestData().setCoordinatorKeys(List.of("any"));
        HeartbeatRequestData heartbeat = new HeartbeatRequestData().setGroupId("any");
        Await.until(
                Group.SOON,
                () -> "a coordinator",
                () -> Answer.of(ask(ApiKeys.FIND_COORDINATOR, FIND_VERSION, find)) == Errors.NONE
                        && Answer.of(ask(ApiKeys.HEARTBEAT, 0, heartbeat)) == Errors.UNKNOWN_MEMBER_ID);
    }

    ApiMessage ask(ApiKeys api, int version, ApiMessage request) {
        try {
            connection.sendFrame(Requests.frame(api, version, request));
            ByteBuffer response = connection
                    .receiveFrame()
                    .orElseThrow(() -> new AssertionError("disconnected by " + api + " v" + version));
            return AbstractResponse.parseResponse(api, Requests.body(response, api, version), (short) version)
                    .data();
        } catch (IOException e) {
            throw new AssertionError("no answer to " + api + " v" + version, e);
        }
    }

    /** A classic join request as a stock consumer makes it. */
    static JoinGroupRequestData join(String group, String member, String topic) {
        return new JoinGroupRequestData()
                .setGroupId(group)
                .setMemberId(member)
                .setSessionTimeoutMs(30_000)
                .setRebalanceTimeoutMs(30_000)
                .setProtocolType("consumer")
                .setProtocols(protocols("range", subscription(topic)));
    }

    static JoinGroupRequestProtocolCollection protocols(String name, byte[] metadata) {
        JoinGroupRequestProtocol protocol =
                new JoinGroupRequestProtocol().setName(name).setMetadata(metadata);
        return new JoinGroupRequestProtocolCollection(List.of(protocol).iterator());
    }

    static byte[] subscription(String topic) {
        return bytes(
                ConsumerProtocol.serializeSubscription(new ConsumerPartitionAssignor.Subscription(List.of(topic))));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Joins a classic group as its only member, and gets partition 0 of the topic; with an instance id, or null. */
    RawMember classicMember(String group, String topic, String instanceId) {
        JoinGroupRequestData request = join(group, "", topic).setGroupInstanceId(instanceId);
        JoinGroupResponseData joined = (JoinGroupResponseData) ask(ApiKeys.JOIN_GROUP, JOIN_VERSION, request);
        if (joined.errorCode() == Errors.MEMBER_ID_REQUIRED.code()) {
            joined = (JoinGroupResponseData)
                    ask(ApiKeys.JOIN_GROUP, JOIN_VERSION, request.setMemberId(joined.memberId()));
        }
        check(joined.errorCode());
        byte[] assignment = bytes(ConsumerProtocol.serializeAssignment(
                new ConsumerPartitionAssignor.Assignment(List.of(new TopicPartition(topic, 0)))));
        SyncGroupRequestData sync = new SyncGroupRequestData()
                .setGroupId(group)
                .setMemberId(joined.memberId())
                .setGroupInstanceId(instanceId)
                .setGenerationId(joined.generationId())
                .setProtocolType("consumer")
                .setProtocolName("range")
                .setAssignments(List.of(new SyncGroupRequestAssignment()
                        .setMemberId(joined.memberId())
                        .setAssignment(assignment)));
        ApiMessage synced = ask(ApiKeys.SYNC_GROUP, SYNC_VERSION, sync);
        check(Answer.of(synced));
        return new RawMember(group, joined.memberId(), joined.generationId());
    }

    /** The first heartbeat of a member of a consumer group. */
    static ConsumerGroupHeartbeatRequestData firstHeartbeat(String group, String member, String topic) {
        return new ConsumerGroupHeartbeatRequestData()
                .setGroupId(group)
                .setMemberId(member)
                .setMemberEpoch(0)
                .setRebalanceTimeoutMs(30_000)
                .setSubscribedTopicNames(List.of(topic))
                .setTopicPartitions(List.of());
    }

    /** Joins a consumer group as its only member; with an instance id, or null. */
    RawMember consumerMember(String group, String topic, String instanceId) {
        ConsumerGroupHeartbeatResponseData joined = (ConsumerGroupHeartbeatResponseData) ask(
                ApiKeys.CONSUMER_GROUP_HEARTBEAT,
                HEARTBEAT_VERSION,
                firstHeartbeat(group, "member-of-" + group, topic).setInstanceId(instanceId));
        check(joined.errorCode());
        return new RawMember(group, joined.memberId(), joined.memberEpoch());
    }

    private static void check(short error) {
        check(Errors.forCode(error));
    }

    private static void check(Errors error) {
        if (error != Errors.NONE) {
            throw new AssertionError("the member could not join: " + error);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
