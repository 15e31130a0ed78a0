package io.ottla.broker.coordinator.group;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Message;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.message.ConsumerProtocolAssignment;
import io.ottla.wire.message.ConsumerProtocolSubscription;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.HeartbeatResponse;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.LeaveGroupRequest;
import io.ottla.wire.message.SyncGroupRequest;
import io.ottla.wire.message.SyncGroupResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A member of the classic protocol; as a leader it deals out the partitions of one topic in turn. */
final class ClassicSimulatedMember implements SimulatedMember {
    private final MachineRun run;
    private final String groupId;
    private final Map<String, Integer> topic;
    private String memberId = "";
    private int generation = -1;
    private State state = State.OUT;
    private Sent last;
    /** Answers to requests of an earlier life, or of before a repetition, are nobody's. */
    private int life;

    private boolean loses;
    private List<JoinGroupResponse.JoinGroupResponseMember> toAssign = List.of();

    private enum State {
        OUT,
        JOINING,
        TO_SYNC,
        SYNCING,
        STABLE
    }

    ClassicSimulatedMember(MachineRun run, String groupId, String topic, int partitions) {
        this.run = run;
        this.groupId = groupId;
        this.topic = new TreeMap<>(Map.of(topic, partitions));
    }

    @Override
    public void step() {
        switch (state) {
            case OUT -> join();
            case TO_SYNC -> sync();
            case STABLE -> heartbeat();
            case JOINING, SYNCING -> {
                // Waits for its answer.
            }
        }
    }

    private void join() {
        state = State.JOINING;
        ConsumerProtocolSubscription subscription =
                new ConsumerProtocolSubscription().topics(List.copyOf(topic.keySet()));
        send(
                9,
                new JoinGroupRequest()
                        .groupId(groupId)
                        .memberId(memberId)
                        .protocolType("consumer")
                        .sessionTimeoutMs(10_000)
                        .rebalanceTimeoutMs(20_000)
                        .protocols(List.of(new JoinGroupRequest.JoinGroupRequestProtocol()
                                .name("in turn")
                                .metadata(versioned(subscription, 1)))));
    }

    private void sync() {
        state = State.SYNCING;
        send(
                5,
                new SyncGroupRequest()
                        .groupId(groupId)
                        .memberId(memberId)
                        .generationId(generation)
                        .protocolType("consumer")
                        .protocolName("in turn")
                        .assignments(assignments()));
    }

    private List<SyncGroupRequest.SyncGroupRequestAssignment> assignments() {
        List<List<Integer>> dealt = new ArrayList<>();
        toAssign.forEach(member -> dealt.add(new ArrayList<>()));
        String name = topic.keySet().iterator().next();
        for (int partition = 0; partition < topic.get(name) && !dealt.isEmpty(); partition++) {
            dealt.get(partition % dealt.size()).add(partition);
        }
        List<SyncGroupRequest.SyncGroupRequestAssignment> assignments = new ArrayList<>();
        for (int i = 0; i < toAssign.size(); i++) {
            ConsumerProtocolAssignment assignment = new ConsumerProtocolAssignment()
                    .assignedPartitions(List.of(new ConsumerProtocolAssignment.TopicPartition()
                            .topic(name)
                            .partitions(dealt.get(i))));
            assignments.add(new SyncGroupRequest.SyncGroupRequestAssignment()
                    .memberId(toAssign.get(i).memberId())
                    .assignment(versioned(assignment, 1)));
        }
        return assignments;
    }

    private void heartbeat() {
        send(4, new HeartbeatRequest().groupId(groupId).memberId(memberId).generationId(generation));
    }

    private static ByteBuffer versioned(Message message, int version) {
        ByteBuffer bytes = ByteBuffer.allocate(2 + message.size(version));
        bytes.putShort((short) version);
        message.write(new WireWriter(bytes), version);
        return bytes.flip();
    }

    private void send(int version, ApiMessage request) {
        last = new Sent(version, request);
        life++;
        int ofLife = life;
        run.send(version, request, answer -> answered(ofLife, answer));
    }

    private void answered(int ofLife, Object answer) {
        if (ofLife != life) {
            return;
        }
        if (loses) {
            loses = false;
            startAnew(memberId);
            return;
        }
        switch (answer) {
            case JoinGroupResponse joined -> joined(joined);
            case SyncGroupResponse synced ->
                state = synced.errorCode() == 0 ? State.STABLE : afterError(synced.errorCode());
            case HeartbeatResponse beat -> {
                if (beat.errorCode() != 0) {
                    state = afterError(beat.errorCode());
                }
            }
            default -> startAnew(memberId);
        }
    }

    private void joined(JoinGroupResponse response) {
        if (response.errorCode() == 0) {
            memberId = response.memberId();
            generation = response.generationId();
            toAssign = response.leader().equals(memberId) ? response.members() : List.of();
            state = State.TO_SYNC;
        } else if (response.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()) {
            startAnew(response.memberId());
        } else {
            state = afterError(response.errorCode());
        }
    }

    private State afterError(short error) {
        if (error == ErrorCode.UNKNOWN_MEMBER_ID.code() || error == ErrorCode.ILLEGAL_GENERATION.code()) {
            memberId = "";
        }
        return State.OUT;
    }

    private void startAnew(String id) {
        memberId = id;
        state = State.OUT;
    }

    @Override
    public void repeat() {
        if (last != null) {
            send(last.version(), last.request());
        }
    }

    @Override
    public void crash() {
        life++;
        last = null;
        startAnew("");
    }

    @Override
    public void leave() {
        if (!memberId.isEmpty()) {
            run.send(
                    5,
                    new LeaveGroupRequest()
                            .groupId(groupId)
                            .members(List.of(new LeaveGroupRequest.MemberIdentity().memberId(memberId))),
                    answer -> {});
        }
        crash();
    }

    @Override
    public void loseNextAnswer() {
        loses = true;
    }
}
