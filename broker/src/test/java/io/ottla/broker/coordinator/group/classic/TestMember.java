package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.LeaveGroupRequest.MemberIdentity;
import io.ottla.wire.message.SyncGroupRequest;
import io.ottla.wire.message.SyncGroupRequest.SyncGroupRequestAssignment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client that takes part in group {@code g}: what it knows, and the requests it makes of that. */
final class TestMember {
    static final String GROUP = "g";

    final String name;
    String memberId = "";
    String instanceId;
    int generationId = -1;
    int joinVersion = 9;
    int sessionMs = 10_000;
    int rebalanceMs = 60_000;
    String protocolType = "consumer";
    String protocolName;
    List<String> protocols = new ArrayList<>(List.of("range"));
    List<String> topics = new ArrayList<>(List.of("t"));
    boolean leads;
    List<String> knownMembers = List.of();

    TestMember(String name) {
        this.name = name;
    }

    static TestMember ofStatic(String name) {
        TestMember member = new TestMember(name);
        member.instanceId = "i-" + name;
        return member;
    }

    Caller caller(int version) {
        return new Caller(name, "/host-" + name, (short) version);
    }

    Request<JoinGroupRequest> join() {
        List<JoinGroupRequestProtocol> sent = new ArrayList<>();
        for (String protocol : protocols) {
            sent.add(new JoinGroupRequestProtocol().name(protocol).metadata(TestSubscription.of(topics)));
        }
        JoinGroupRequest request = new JoinGroupRequest()
                .groupId(GROUP)
                .memberId(memberId)
                .groupInstanceId(instanceId)
                .sessionTimeoutMs(sessionMs)
                .rebalanceTimeoutMs(rebalanceMs)
                .protocolType(protocolType)
                .protocols(sent);
        return new Request<>(caller(joinVersion), request);
    }

    /** @param assignments by member id */
    Request<SyncGroupRequest> sync(Map<String, String> assignments) {
        List<SyncGroupRequestAssignment> sent = new ArrayList<>();
        assignments.forEach((id, text) ->
                sent.add(new SyncGroupRequestAssignment().memberId(id).assignment(bytes(text))));
        SyncGroupRequest request = new SyncGroupRequest()
                .groupId(GROUP)
                .memberId(memberId)
                .groupInstanceId(instanceId)
                .generationId(generationId)
                .protocolType(protocolType)
                .protocolName(protocolName)
                .assignments(sent);
        return new Request<>(caller(5), request);
    }

    HeartbeatRequest heartbeat() {
        return new HeartbeatRequest()
                .groupId(GROUP)
                .memberId(memberId)
                .groupInstanceId(instanceId)
                .generationId(generationId);
    }

    Request<LeaveGroupRequest> leave() {
        MemberIdentity identity = new MemberIdentity().memberId(memberId).groupInstanceId(instanceId);
        return new Request<>(caller(5), new LeaveGroupRequest().groupId(GROUP).members(List.of(identity)));
    }

    /** What a client learns from an answer. */
    void learn(ApiMessage response) {
        if (!(response instanceof JoinGroupResponse joined)) {
            return;
        }
        if (joined.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()) {
            memberId = joined.memberId();
        } else if (joined.errorCode() == ErrorCode.NONE.code()) {
            memberId = joined.memberId();
            generationId = joined.generationId();
            protocolName = joined.protocolName();
            leads = joined.leader().equals(memberId);
            knownMembers = joined.members().stream()
                    .map(JoinGroupResponse.JoinGroupResponseMember::memberId)
                    .toList();
        }
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
