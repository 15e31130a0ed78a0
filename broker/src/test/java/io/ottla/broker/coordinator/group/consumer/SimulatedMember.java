package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest.TopicPartitions;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A consumer as the coordinator sees it: it holds what it was given until it has given it up, sends one heartbeat at a time, and
 * sends all there is to say again when an answer does not come. What it sent earlier may still arrive, but never after what it
 * sent later.
 */
final class SimulatedMember {
    final String memberId;
    final Optional<String> instanceId;
    /** What the member consumes at the moment. */
    TreeSet<String> owned = new TreeSet<>();
    /** What it was last told to hold. */
    TreeSet<String> assigned = new TreeSet<>();

    List<String> topics;
    String regex = "";
    int epoch;
    private boolean mustTellAll = true;
    private boolean mustTellOwned;

    /** The newest request that has not been answered; older ones in the queue are not listened to any more. */
    ConsumerGroupHeartbeatRequest awaited;

    final Deque<ConsumerGroupHeartbeatRequest> onTheWay = new ArrayDeque<>();

    SimulatedMember(String memberId, Optional<String> instanceId, List<String> topics) {
        this.memberId = memberId;
        this.instanceId = instanceId;
        this.topics = topics;
    }

    boolean hasPending() {
        return !owned.equals(assigned);
    }

    /** Gives up what it was told to, and takes what it was given. */
    void settle() {
        if (hasPending()) {
            owned = new TreeSet<>(assigned);
            mustTellOwned = true;
        }
    }

    void wants(List<String> newTopics, String newRegex) {
        topics = newTopics;
        regex = newRegex;
        mustTellAll = true;
    }

    void send() {
        ConsumerGroupHeartbeatRequest request = new ConsumerGroupHeartbeatRequest()
                .groupId("g")
                .memberId(memberId)
                .instanceId(instanceId.orElse(null))
                .memberEpoch(epoch);
        request.topicPartitions(null);
        if (mustTellAll || epoch == 0) {
            request.rebalanceTimeoutMs(30_000)
                    .subscribedTopicNames(topics)
                    .subscribedTopicRegex(regex)
                    .topicPartitions(epoch == 0 ? new ArrayList<>() : partitions());
        } else if (mustTellOwned) {
            request.topicPartitions(partitions());
        }
        awaited = request;
        onTheWay.add(request);
    }

    /** No answer came in time. */
    void timeOut() {
        awaited = null;
        mustTellAll = true;
    }

    private List<TopicPartitions> partitions() {
        SortedMap<String, List<Integer>> byTopic = new TreeMap<>();
        for (String partition : owned) {
            String[] parts = partition.split(" ", -1);
            byTopic.computeIfAbsent(parts[0], absent -> new ArrayList<>()).add(Integer.parseInt(parts[1]));
        }
        List<TopicPartitions> partitions = new ArrayList<>();
        byTopic.forEach((topic, ofTopic) ->
                partitions.add(new TopicPartitions().topicId(Uuid.parse(topic)).partitions(ofTopic)));
        return partitions;
    }

    void answered(ConsumerGroupHeartbeatRequest request, ConsumerGroupHeartbeatResponse response) {
        if (request != awaited) {
            return;
        }
        awaited = null;
        if (response.errorCode() != ErrorCode.NONE.code()) {
            abandon();
            return;
        }
        if (epoch > 0 && response.memberEpoch() < epoch) {
            throw new AssertionError(memberId + " went back from " + epoch + " to " + response.memberEpoch());
        }
        epoch = response.memberEpoch();
        mustTellAll &= request.rebalanceTimeoutMs() == -1;
        mustTellOwned &=
                request.topicPartitions() == null || !request.topicPartitions().equals(partitions());
        if (response.assignment() != null) {
            assigned = new TreeSet<>();
            response.assignment()
                    .topicPartitions()
                    .forEach(topic ->
                            topic.partitions().forEach(partition -> assigned.add(topic.topicId() + " " + partition)));
            // What is new is taken at once; what is to go is held until it has been seen to.
            boolean givesUp = !assigned.containsAll(owned);
            if (!givesUp) {
                settle();
            }
        }
    }

    /** Fenced, or not known: it holds nothing any more, and joins anew. */
    void abandon() {
        owned = new TreeSet<>();
        assigned = new TreeSet<>();
        epoch = 0;
        mustTellAll = true;
        mustTellOwned = false;
    }
}
