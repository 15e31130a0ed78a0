package io.ottla.bench.groups;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ConsumerProtocolAssignment;
import io.ottla.wire.message.ConsumerProtocolSubscription;
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
import java.util.stream.IntStream;

/** The classic protocol: all join, the leader shares the partitions out in one stretch for each, all sync. */
final class ClassicMember extends GroupMember {
    private static final int JOIN_VERSION = 9;
    private static final int SYNC_VERSION = 5;
    private static final int HEARTBEAT_VERSION = 4;
    private static final int PROTOCOL_VERSION = 0;
    private static final int TIMEOUT_MS = 60_000;
    private static final String TYPE = "consumer";
    private static final String PROTOCOL = "range";

    private final GroupConnection connection;
    private final Board board;
    private final int number;
    private final String group;
    private final String topic;
    private final int partitions;
    private String id = "";
    private int generation = -1;

    ClassicMember(InetSocketAddress address, Board board, int number, String group, Topic topic) {
        this.connection = new GroupConnection(address);
        this.board = board;
        this.number = number;
        this.group = group;
        this.topic = topic.name();
        this.partitions = topic.partitions();
    }

    @Override
    void join() {
        while (true) {
            JoinGroupResponse joined = JoinGroupResponse.read(
                    connection.ask(ApiKey.JOIN_GROUP, JOIN_VERSION, joinRequest()), JOIN_VERSION);
            ErrorCode error = ErrorCode.forCode(joined.errorCode());
            if (error == ErrorCode.MEMBER_ID_REQUIRED) {
                id = joined.memberId();
            } else if (error != ErrorCode.NONE) {
                throw new IllegalStateException("a member could not join: " + error);
            } else if (sync(joined)) {
                return;
            }
        }
    }

    private JoinGroupRequest joinRequest() {
        ByteBuffer subscription =
                Encoder.encode(new ConsumerProtocolSubscription().topics(List.of(topic)), PROTOCOL_VERSION);
        ByteBuffer metadata = ByteBuffer.allocate(Short.BYTES + subscription.remaining())
                .putShort((short) PROTOCOL_VERSION)
                .put(subscription)
                .flip();
        return new JoinGroupRequest()
                .groupId(group)
                .memberId(id)
                .sessionTimeoutMs(TIMEOUT_MS)
                .rebalanceTimeoutMs(TIMEOUT_MS)
                .protocolType(TYPE)
                .protocols(List.of(new JoinGroupRequest.JoinGroupRequestProtocol()
                        .name(PROTOCOL)
                        .metadata(metadata)));
    }

    /** False if the next rebalance has begun already. */
    private boolean sync(JoinGroupResponse joined) {
        generation = joined.generationId();
        SyncGroupRequest request = new SyncGroupRequest()
                .groupId(group)
                .memberId(id)
                .generationId(generation)
                .protocolType(TYPE)
                .protocolName(PROTOCOL)
                .assignments(assignments(joined));
        SyncGroupResponse synced =
                SyncGroupResponse.read(connection.ask(ApiKey.SYNC_GROUP, SYNC_VERSION, request), SYNC_VERSION);
        ErrorCode error = ErrorCode.forCode(synced.errorCode());
        if (error == ErrorCode.REBALANCE_IN_PROGRESS) {
            return false;
        }
        if (error != ErrorCode.NONE) {
            throw new IllegalStateException("a member could not sync: " + error);
        }
        ConsumerProtocolAssignment assignment =
                ConsumerProtocolAssignment.read(new WireReader(synced.assignment()), PROTOCOL_VERSION);
        int share = assignment.assignedPartitions().stream()
                .mapToInt(each -> each.partitions().size())
                .sum();
        board.write(number, new Board.Share(generation, share));
        return true;
    }

    /** The leader's work; nothing for the others. */
    private List<SyncGroupRequest.SyncGroupRequestAssignment> assignments(JoinGroupResponse joined) {
        int members = joined.members().size();
        List<SyncGroupRequest.SyncGroupRequestAssignment> assignments = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            List<Integer> stretch = IntStream.range(partitions * i / members, partitions * (i + 1) / members)
                    .boxed()
                    .toList();
            ConsumerProtocolAssignment assignment = new ConsumerProtocolAssignment()
                    .assignedPartitions(List.of(new ConsumerProtocolAssignment.TopicPartition()
                            .topic(topic)
                            .partitions(stretch)));
            assignments.add(new SyncGroupRequest.SyncGroupRequestAssignment()
                    .memberId(joined.members().get(i).memberId())
                    .assignment(Encoder.encode(assignment, PROTOCOL_VERSION)));
        }
        return assignments;
    }

    @Override
    void heartbeat() {
        HeartbeatRequest request =
                new HeartbeatRequest().groupId(group).memberId(id).generationId(generation);
        ErrorCode error = ErrorCode.forCode(
                HeartbeatResponse.read(connection.ask(ApiKey.HEARTBEAT, HEARTBEAT_VERSION, request), HEARTBEAT_VERSION)
                        .errorCode());
        if (error == ErrorCode.REBALANCE_IN_PROGRESS) {
            join();
        } else if (error != ErrorCode.NONE) {
            throw new IllegalStateException("a heartbeat was refused: " + error);
        }
    }

    @Override
    void disconnect() {
        connection.close();
    }
}
