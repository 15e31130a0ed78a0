package io.ottla.bench.groups;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import java.net.InetSocketAddress;
import java.util.List;

/** The consumer protocol: a member does at once what the broker tells it, and says so in the next heartbeat. */
final class ConsumerMember extends GroupMember {
    static final int VERSION = 1;
    static final int TIMEOUT_MS = 60_000;

    private final GroupConnection connection;
    private final Board board;
    private final int number;
    private final String group;
    private final String topic;
    private List<ConsumerGroupHeartbeatRequest.TopicPartitions> owned = List.of();
    private int epoch;

    ConsumerMember(InetSocketAddress address, Board board, int number, String group, Topic topic) {
        this.connection = new GroupConnection(address);
        this.board = board;
        this.number = number;
        this.group = group;
        this.topic = topic.name();
    }

    static String id(int number) {
        return "member-%08d".formatted(number);
    }

    /** What a member says first. */
    static ConsumerGroupHeartbeatRequest firstHeartbeat(String group, String id, String topic) {
        return new ConsumerGroupHeartbeatRequest()
                .groupId(group)
                .memberId(id)
                .memberEpoch(0)
                .rebalanceTimeoutMs(TIMEOUT_MS)
                .subscribedTopicNames(List.of(topic))
                .topicPartitions(List.of());
    }

    @Override
    void join() {
        take(firstHeartbeat(group, id(number), topic));
    }

    @Override
    void heartbeat() {
        take(heartbeat(group, id(number), epoch));
    }

    /** A heartbeat that says nothing new. */
    static ConsumerGroupHeartbeatRequest heartbeat(String group, String id, int epoch) {
        return new ConsumerGroupHeartbeatRequest()
                .groupId(group)
                .memberId(id)
                .memberEpoch(epoch)
                .rebalanceTimeoutMs(-1)
                .subscribedTopicNames(null)
                .topicPartitions(null);
    }

    /** Sends a heartbeat, and goes on as long as each answer brings another assignment. */
    private void take(ConsumerGroupHeartbeatRequest first) {
        ConsumerGroupHeartbeatRequest request = first;
        while (request != null) {
            ConsumerGroupHeartbeatResponse answer = ConsumerGroupHeartbeatResponse.read(
                    connection.ask(ApiKey.CONSUMER_GROUP_HEARTBEAT, VERSION, request), VERSION);
            if (answer.errorCode() != ErrorCode.NONE.code()) {
                throw new IllegalStateException("a heartbeat was refused: " + ErrorCode.forCode(answer.errorCode())
                        + " " + answer.errorMessage());
            }
            epoch = answer.memberEpoch();
            request = answer.assignment() == null ? null : follow(answer.assignment());
            board.write(number, new Board.Share(epoch, count()));
        }
    }

    private ConsumerGroupHeartbeatRequest follow(ConsumerGroupHeartbeatResponse.Assignment assignment) {
        owned = assignment.topicPartitions().stream()
                .map(topicPartitions -> new ConsumerGroupHeartbeatRequest.TopicPartitions()
                        .topicId(topicPartitions.topicId())
                        .partitions(topicPartitions.partitions()))
                .toList();
        return heartbeat(group, id(number), epoch).topicPartitions(owned);
    }

    private int count() {
        return owned.stream().mapToInt(each -> each.partitions().size()).sum();
    }

    @Override
    void disconnect() {
        connection.close();
    }
}
