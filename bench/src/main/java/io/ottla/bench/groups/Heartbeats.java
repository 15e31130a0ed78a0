package io.ottla.bench.groups;

import io.ottla.bench.load.Frames;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.HeartbeatResponse;
import io.ottla.wire.message.JoinGroupRequest;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.SyncGroupRequest;
import io.ottla.wire.message.SyncGroupResponse;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Members that have settled, and the heartbeats they send from then on. */
final class Heartbeats {
    private static final int MEMBERS_A_GROUP = 100;

    /** The last version in which a member joins with its first request, without asking for an id. */
    private static final int JOIN_VERSION = 3;

    private static final int SYNC_VERSION = 2;
    private static final int HEARTBEAT_VERSION = 4;
    private static final int SESSION_TIMEOUT_MS = 600_000;

    private final InetSocketAddress address;
    private final int members;
    private final int connections;

    Heartbeats(InetSocketAddress address, int members, int connections) {
        this.address = address;
        this.members = members;
        this.connections = connections;
    }

    /** Members of consumer groups of a hundred. */
    List<Cycle> ofConsumerGroups(String topic) {
        List<ByteBuffer> frames = new ArrayList<>();
        try (GroupConnection connection = new GroupConnection(address)) {
            for (int first = 0; first < members; first += MEMBERS_A_GROUP) {
                String group = "beating-%05d".formatted(first / MEMBERS_A_GROUP);
                int[] epochs = new int[MEMBERS_A_GROUP];
                for (int i = 0; i < MEMBERS_A_GROUP; i++) {
                    String id = ConsumerMember.id(first + i);
                    epochs[i] = epoch(connection, ConsumerMember.firstHeartbeat(group, id, topic));
                }
                settle(connection, group, first, epochs);
                for (int i = 0; i < MEMBERS_A_GROUP; i++) {
                    frames.add(Frames.request(
                            ApiKey.CONSUMER_GROUP_HEARTBEAT,
                            ConsumerMember.VERSION,
                            ConsumerMember.heartbeat(group, ConsumerMember.id(first + i), epochs[i])));
                }
            }
        }
        return deal(
                ApiKey.CONSUMER_GROUP_HEARTBEAT,
                ConsumerMember.VERSION,
                frames,
                body -> ConsumerGroupHeartbeatResponse.read(body, ConsumerMember.VERSION)
                        .errorCode());
    }

    /** Heartbeats of all members of a group until none of them is moved on any more. */
    private static void settle(GroupConnection connection, String group, int first, int[] epochs) {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < epochs.length; i++) {
                int epoch = epoch(connection, ConsumerMember.heartbeat(group, ConsumerMember.id(first + i), epochs[i]));
                moved |= epoch != epochs[i] || epoch != epochs[epochs.length - 1];
                epochs[i] = epoch;
            }
        }
    }

    private static int epoch(GroupConnection connection, ConsumerGroupHeartbeatRequest heartbeat) {
        ConsumerGroupHeartbeatResponse answer = ConsumerGroupHeartbeatResponse.read(
                connection.ask(ApiKey.CONSUMER_GROUP_HEARTBEAT, ConsumerMember.VERSION, heartbeat),
                ConsumerMember.VERSION);
        check(answer.errorCode(), "a heartbeat");
        return answer.memberEpoch();
    }

    /** Members of classic groups, each of one member, which settle without waiting for others. */
    List<Cycle> ofClassicGroups() {
        List<ByteBuffer> frames = new ArrayList<>();
        try (GroupConnection connection = new GroupConnection(address)) {
            for (int number = 0; number < members; number++) {
                String group = "classic-%05d".formatted(number);
                JoinGroupRequest.JoinGroupRequestProtocol protocol = new JoinGroupRequest.JoinGroupRequestProtocol()
                        .name("range")
                        .metadata(ByteBuffer.allocate(0));
                JoinGroupRequest join = new JoinGroupRequest()
                        .groupId(group)
                        .memberId("")
                        .sessionTimeoutMs(SESSION_TIMEOUT_MS)
                        .rebalanceTimeoutMs(SESSION_TIMEOUT_MS)
                        .protocolType("consumer")
                        .protocols(List.of(protocol));
                JoinGroupResponse joined =
                        JoinGroupResponse.read(connection.ask(ApiKey.JOIN_GROUP, JOIN_VERSION, join), JOIN_VERSION);
                check(joined.errorCode(), "a join");
                SyncGroupRequest sync = new SyncGroupRequest()
                        .groupId(group)
                        .memberId(joined.memberId())
                        .generationId(joined.generationId());
                check(
                        SyncGroupResponse.read(connection.ask(ApiKey.SYNC_GROUP, SYNC_VERSION, sync), SYNC_VERSION)
                                .errorCode(),
                        "a sync");
                HeartbeatRequest heartbeat = new HeartbeatRequest()
                        .groupId(group)
                        .memberId(joined.memberId())
                        .generationId(joined.generationId());
                frames.add(Frames.request(ApiKey.HEARTBEAT, HEARTBEAT_VERSION, heartbeat));
            }
        }
        return deal(
                ApiKey.HEARTBEAT,
                HEARTBEAT_VERSION,
                frames,
                body -> HeartbeatResponse.read(body, HEARTBEAT_VERSION).errorCode());
    }

    private List<Cycle> deal(ApiKey api, int version, List<ByteBuffer> frames, ToIntFunction<WireReader> errorOf) {
        List<Cycle> cycles = new ArrayList<>();
        int each = frames.size() / connections;
        for (int i = 0; i < connections; i++) {
            cycles.add(new Cycle(api, version, frames.subList(i * each, (i + 1) * each), errorOf));
        }
        return cycles;
    }

    private static void check(short error, String what) {
        if (error != ErrorCode.NONE.code()) {
            throw new IllegalStateException(what + " was refused: " + ErrorCode.forCode(error));
        }
    }
}
