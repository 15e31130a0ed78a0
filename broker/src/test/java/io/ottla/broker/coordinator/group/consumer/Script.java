package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest.TopicPartitions;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Members of one group, {@code g}, that do as they are told, and a transcript of what they were answered. */
final class Script {
    final Coordinator coordinator;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final StringBuilder transcript = new StringBuilder();

    /** What a member knows of itself. */
    private static final class Client {
        final String memberId;
        int epoch;
        SortedMap<Uuid, List<Integer>> owned = new TreeMap<>();
        /** Set while the client is busy: it takes note of assignments and does not act on them. */
        SortedMap<Uuid, List<Integer>> seen;

        Client(String memberId) {
            this.memberId = memberId;
        }
    }

    Script() {
        this(new Coordinator());
    }

    Script(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    String transcript() {
        return transcript.toString();
    }

    Script topic(String name, int partitions) {
        coordinator.topic(name, partitions);
        return note("topic " + name + " has " + partitions);
    }

    Script deleteTopic(String name) {
        coordinator.deleteTopic(name);
        return note("topic " + name + " is gone");
    }

    Script after(long ms) {
        coordinator.advance(ms);
        return note(ms + " ms later");
    }

    Script note(String line) {
        transcript.append("-- ").append(line).append('\n');
        return this;
    }

    Script join(String memberId, String... topics) {
        return send(memberId, joinOf(memberId, topics));
    }

    ConsumerGroupHeartbeatRequest joinOf(String memberId, String... topics) {
        return new ConsumerGroupHeartbeatRequest()
                .groupId("g")
                .memberId(memberId)
                .memberEpoch(0)
                .rebalanceTimeoutMs(60_000)
                .subscribedTopicNames(List.of(topics))
                .topicPartitions(new ArrayList<>());
    }

    /** A heartbeat with nothing new but what the member owns. */
    Script beat(String memberId) {
        return send(memberId, beatOf(memberId));
    }

    ConsumerGroupHeartbeatRequest beatOf(String memberId) {
        Client client = client(memberId);
        return new ConsumerGroupHeartbeatRequest()
                .groupId("g")
                .memberId(memberId)
                .memberEpoch(client.epoch)
                .topicPartitions(partitionsOf(client.owned));
    }

    /** The member no longer acts on what it is assigned, until {@link #wakes}. */
    Script stalls(String memberId) {
        Client client = client(memberId);
        client.seen = client.owned;
        return note(memberId + " stalls");
    }

    Script wakes(String memberId) {
        Client client = client(memberId);
        client.owned = client.seen;
        client.seen = null;
        return note(memberId + " wakes");
    }

    Script leave(String memberId) {
        return send(memberId, beatOf(memberId).memberEpoch(-1).topicPartitions(null));
    }

    Client client(String memberId) {
        return clients.computeIfAbsent(memberId, Client::new);
    }

    Script send(String memberId, ConsumerGroupHeartbeatRequest request) {
        return send(memberId, request, 1);
    }

    Script send(String memberId, ConsumerGroupHeartbeatRequest request, int version) {
        ConsumerGroupHeartbeatResponse response = coordinator.heartbeat(request, version);
        transcript.append(memberId).append('@').append(request.memberEpoch()).append(": ");
        ErrorCode error = ErrorCode.forCode(response.errorCode());
        if (error != ErrorCode.NONE) {
            transcript.append(error).append('\n');
            return this;
        }
        Client client = client(memberId);
        client.epoch = response.memberEpoch();
        transcript.append("epoch ").append(response.memberEpoch());
        if (!response.memberId().equals(memberId)) {
            transcript.append(" as ").append(response.memberId());
        }
        if (response.assignment() != null) {
            SortedMap<Uuid, List<Integer>> assigned = new TreeMap<>();
            response.assignment().topicPartitions().forEach(topic -> assigned.put(topic.topicId(), topic.partitions()));
            if (client.seen == null) {
                client.owned = assigned;
            } else {
                client.seen = assigned;
            }
            transcript.append(", has ").append(describe(assigned));
        }
        transcript.append('\n');
        return this;
    }

    /** The group as the coordinator has it. */
    Script group() {
        coordinator.groups().find("g").ifPresentOrElse(this::describe, () -> note("no group"));
        return this;
    }

    private void describe(ConsumerGroup group) {
        note("group " + group.state().text() + ", epoch " + group.epoch() + ", target of " + group.targetEpoch());
        for (ConsumerMember member : group.members()) {
            CurrentAssignment current = member.current();
            transcript
                    .append("   ")
                    .append(member.memberId())
                    .append(" ")
                    .append(current.state())
                    .append(" at ")
                    .append(current.memberEpoch())
                    .append(" after ")
                    .append(current.previousMemberEpoch())
                    .append(": ")
                    .append(describe(current.assigned()));
            if (!current.revoking().isEmpty()) {
                transcript.append(", revoking ").append(describe(current.revoking()));
            }
            transcript.append('\n');
        }
    }

    private static List<TopicPartitions> partitionsOf(SortedMap<Uuid, List<Integer>> owned) {
        List<TopicPartitions> partitions = new ArrayList<>();
        owned.forEach((topic, ofTopic) ->
                partitions.add(new TopicPartitions().topicId(topic).partitions(ofTopic)));
        return partitions;
    }

    private String describe(SortedMap<Uuid, List<Integer>> partitions) {
        TreeSet<String> described = new TreeSet<>();
        partitions.forEach((topic, ofTopic) -> described.add(nameOf(topic) + ofTopic));
        return described.isEmpty() ? "nothing" : String.join(" ", described);
    }

    private String describe(HeldPartitions held) {
        SortedMap<Uuid, List<Integer>> partitions = new TreeMap<>();
        held.epochs().keySet().forEach(topic -> partitions.put(topic, held.of(topic)));
        return describe(partitions);
    }

    private String nameOf(Uuid topic) {
        return coordinator.topics().byId(topic).map(found -> found.name()).orElse("?");
    }
}
