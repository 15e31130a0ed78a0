package io.ottla.broker.api.produce;

import io.ottla.broker.partition.AppendReply;
import io.ottla.broker.partition.ClusterView;
import io.ottla.broker.partition.CurrentLeader;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.RecordFault;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import io.ottla.wire.message.ProduceResponse.PartitionProduceResponse;
import io.ottla.wire.message.ProduceResponse.TopicProduceResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the replies to a Produce request into the response of one version, in the order of the request. */
final class ResponseWriting {
    private static final int FIRST_VERSION_WITH_LEADER_HINTS = 10;

    private final ClusterView view;
    private final int version;
    private final String listenerName;
    private final Map<Integer, ProduceResponse.NodeEndpoint> leaders = new TreeMap<>();

    ResponseWriting(ClusterView view, int version, String listenerName) {
        this.view = view;
        this.version = version;
        this.listenerName = listenerName;
    }

    /** @param replies one for each partition of the request, in order */
    ProduceResponse response(ProduceRequest request, List<AppendReply> replies) {
        Iterator<AppendReply> reply = replies.iterator();
        List<TopicProduceResponse> topics = new ArrayList<>(request.topicData().size());
        for (ProduceRequest.TopicProduceData topic : request.topicData()) {
            List<PartitionProduceResponse> partitions =
                    new ArrayList<>(topic.partitionData().size());
            for (ProduceRequest.PartitionProduceData partition : topic.partitionData()) {
                PartitionProduceResponse response = partition(partition.index(), reply.next());
                if (response.errorCode() == ErrorCode.NOT_LEADER_OR_FOLLOWER.code()) {
                    hintAtLeader(topic, response);
                }
                partitions.add(response);
            }
            topics.add(new TopicProduceResponse()
                    .name(topic.name())
                    .topicId(topic.topicId())
                    .partitionResponses(partitions));
        }
        return new ProduceResponse().responses(topics).nodeEndpoints(new ArrayList<>(leaders.values()));
    }

    private static PartitionProduceResponse partition(int index, AppendReply reply) {
        PartitionProduceResponse response = new PartitionProduceResponse().index(index);
        return switch (reply) {
            case AppendReply.Acknowledged acknowledged ->
                response.baseOffset(acknowledged.baseOffset())
                        .logAppendTimeMs(acknowledged.logAppendTimeMs())
                        .logStartOffset(acknowledged.logStartOffset());
            case AppendReply.Refused refused ->
                response.errorCode(refused.error().code())
                        .baseOffset(AppendReply.NONE)
                        .logStartOffset(refused.logStartOffset())
                        .errorMessage(refused.message())
                        .recordErrors(recordErrors(refused.faults()));
        };
    }

    private static List<ProduceResponse.BatchIndexAndErrorMessage> recordErrors(List<RecordFault> faults) {
        List<ProduceResponse.BatchIndexAndErrorMessage> errors = new ArrayList<>(faults.size());
        for (RecordFault fault : faults) {
            errors.add(new ProduceResponse.BatchIndexAndErrorMessage()
                    .batchIndex(fault.index())
                    .batchIndexErrorMessage(fault.reason()));
        }
        return errors;
    }

    private void hintAtLeader(ProduceRequest.TopicProduceData topic, PartitionProduceResponse response) {
        String name = topic.topicId().isZero() ? topic.name() : view.nameOf(topic.topicId());
        if (version < FIRST_VERSION_WITH_LEADER_HINTS || name == null) {
            return;
        }
        CurrentLeader leader = CurrentLeader.of(view, name, response.index(), listenerName);
        response.currentLeader(new ProduceResponse.LeaderIdAndEpoch()
                .leaderId(leader.leaderId())
                .leaderEpoch(leader.leaderEpoch()));
        leader.node()
                .ifPresent(node -> leaders.put(
                        node.id(),
                        new ProduceResponse.NodeEndpoint()
                                .nodeId(node.id())
                                .host(node.host())
                                .port(node.port())
                                .rack(node.rack())));
    }
}
