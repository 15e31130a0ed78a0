package io.ottla.broker.api.describequorum;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Controller;
import io.ottla.controller.QuorumInfo;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.DescribeQuorumRequest;
import io.ottla.wire.message.DescribeQuorumResponse;
import io.ottla.wire.message.DescribeQuorumResponse.Listener;
import io.ottla.wire.message.DescribeQuorumResponse.Node;
import io.ottla.wire.message.DescribeQuorumResponse.PartitionData;
import io.ottla.wire.message.DescribeQuorumResponse.ReplicaState;
import io.ottla.wire.message.DescribeQuorumResponse.TopicData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DescribeQuorum, versions 0 to 2. There is one quorum, that of {@code __cluster_metadata-0}. */
public final class DescribeQuorumHandler implements ApiHandler<DescribeQuorumRequest, DescribeQuorumResponse> {
    private static final String METADATA_TOPIC = "__cluster_metadata";
    private static final int NO_LEADER = -1;
    private static final int FIRST_VERSION_WITH_NODES = 2;
    private static final int FIRST_VERSION_WITH_DIRECTORIES = 2;

    private final Controller controller;

    public DescribeQuorumHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public ApiKey key() {
        return ApiKey.DESCRIBE_QUORUM;
    }

    @Override
    public DescribeQuorumRequest read(WireReader body, int version) {
        return DescribeQuorumRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, DescribeQuorumRequest request, Responder<DescribeQuorumResponse> responder) {
        responder.send(
                asksForMetadata(request)
                        ? described(controller.quorum(), context.apiVersion())
                        : unknownPartitions(request));
    }

    @Override
    public Optional<DescribeQuorumResponse> failure(
            RequestContext context, DescribeQuorumRequest request, ErrorCode error) {
        return Optional.of(new DescribeQuorumResponse().errorCode(error.code()));
    }

    @Override
    public void countErrors(DescribeQuorumResponse response, ErrorSink errors) {
        errors.error(response.errorCode());
        response.topics()
                .forEach(topic -> topic.partitions().forEach(partition -> errors.error(partition.errorCode())));
    }

    private static boolean asksForMetadata(DescribeQuorumRequest request) {
        return request.topics().size() == 1
                && request.topics().get(0).topicName().equals(METADATA_TOPIC)
                && request.topics().get(0).partitions().size() == 1
                && request.topics().get(0).partitions().get(0).partitionIndex() == 0;
    }

    private static DescribeQuorumResponse described(QuorumInfo quorum, int version) {
        PartitionData partition = new PartitionData()
                .partitionIndex(0)
                .leaderId(quorum.leaderId().orElse(NO_LEADER))
                .leaderEpoch(quorum.leaderEpoch())
                .highWatermark(quorum.highWatermark().orElse(-1))
                .currentVoters(states(quorum.voters(), version))
                .observers(states(quorum.observers(), version));
        DescribeQuorumResponse response = new DescribeQuorumResponse()
                .topics(List.of(new TopicData().topicName(METADATA_TOPIC).partitions(List.of(partition))));
        return version < FIRST_VERSION_WITH_NODES ? response : response.nodes(nodes(quorum.voters()));
    }

    private static List<ReplicaState> states(List<QuorumInfo.Replica> replicas, int version) {
        List<ReplicaState> states = new ArrayList<>();
        for (QuorumInfo.Replica replica : replicas) {
            states.add(new ReplicaState()
                    .replicaId(replica.id())
                    .replicaDirectoryId(version < FIRST_VERSION_WITH_DIRECTORIES ? Uuid.ZERO : replica.directoryId())
                    .logEndOffset(replica.logEndOffset())
                    .lastFetchTimestamp(replica.lastFetchTimestampMs())
                    .lastCaughtUpTimestamp(replica.lastCaughtUpTimestampMs()));
        }
        return states;
    }

    private static List<Node> nodes(List<QuorumInfo.Replica> voters) {
        List<Node> nodes = new ArrayList<>();
        for (QuorumInfo.Replica voter : voters) {
            List<Listener> listeners = new ArrayList<>();
            voter.endpoints()
                    .forEach(endpoint -> listeners.add(new Listener()
                            .name(endpoint.listener())
                            .host(endpoint.host())
                            .port(endpoint.port())));
            nodes.add(new Node().nodeId(voter.id()).listeners(listeners));
        }
        return nodes;
    }

    private static DescribeQuorumResponse unknownPartitions(DescribeQuorumRequest request) {
        List<TopicData> topics = new ArrayList<>();
        request.topics().forEach(topic -> {
            List<PartitionData> partitions = new ArrayList<>();
            topic.partitions()
                    .forEach(partition -> partitions.add(new PartitionData()
                            .partitionIndex(partition.partitionIndex())
                            .errorCode(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code())));
            topics.add(new TopicData().topicName(topic.topicName()).partitions(partitions));
        });
        return new DescribeQuorumResponse().topics(topics);
    }
}
