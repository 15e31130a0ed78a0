package io.ottla.broker.coordinator.group;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A member of the consumer protocol: it takes and gives up partitions as it is told, at its next step. */
final class ConsumerSimulatedMember implements SimulatedMember {
    private final MachineRun run;
    private final String groupId;
    private final String topic;
    private final String name;
    private int lives;
    private int epoch;
    private Map<Uuid, List<Integer>> owned = new TreeMap<>();
    private ConsumerGroupHeartbeatRequest last;
    private int sent;
    private boolean loses;

    ConsumerSimulatedMember(MachineRun run, String groupId, String topic, String name) {
        this.run = run;
        this.groupId = groupId;
        this.topic = topic;
        this.name = name;
    }

    @Override
    public void step() {
        ConsumerGroupHeartbeatRequest request = new ConsumerGroupHeartbeatRequest()
                .groupId(groupId)
                .memberId(name + "-" + lives)
                .memberEpoch(epoch)
                .topicPartitions(reported());
        if (epoch == 0) {
            request.rebalanceTimeoutMs(20_000).subscribedTopicNames(List.of(topic));
        }
        send(request);
    }

    private List<ConsumerGroupHeartbeatRequest.TopicPartitions> reported() {
        List<ConsumerGroupHeartbeatRequest.TopicPartitions> reported = new ArrayList<>();
        owned.forEach((id, partitions) -> reported.add(
                new ConsumerGroupHeartbeatRequest.TopicPartitions().topicId(id).partitions(List.copyOf(partitions))));
        return reported;
    }

    private void send(ConsumerGroupHeartbeatRequest request) {
        last = request;
        sent++;
        int number = sent;
        run.send(1, request, answer -> answered(number, answer));
    }

    private void answered(int number, Object answer) {
        if (number != sent) {
            return;
        }
        if (loses || !(answer instanceof ConsumerGroupHeartbeatResponse response)) {
            loses = false;
            return;
        }
        if (response.errorCode() == ErrorCode.NONE.code()) {
            epoch = response.memberEpoch();
            if (response.assignment() != null) {
                owned = new TreeMap<>();
                response.assignment()
                        .topicPartitions()
                        .forEach(assigned -> owned.put(assigned.topicId(), assigned.partitions()));
            }
        } else if (response.errorCode() == ErrorCode.UNKNOWN_MEMBER_ID.code()
                || response.errorCode() == ErrorCode.FENCED_MEMBER_EPOCH.code()) {
            epoch = 0;
            owned = new TreeMap<>();
        }
    }

    @Override
    public void repeat() {
        if (last != null) {
            send(last);
        }
    }

    @Override
    public void crash() {
        lives++;
        sent++;
        epoch = 0;
        owned = new TreeMap<>();
        last = null;
    }

    @Override
    public void leave() {
        if (epoch > 0) {
            send(new ConsumerGroupHeartbeatRequest()
                    .groupId(groupId)
                    .memberId(name + "-" + lives)
                    .memberEpoch(-1));
        }
        crash();
    }

    @Override
    public void loseNextAnswer() {
        loses = true;
    }
}
