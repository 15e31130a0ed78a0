package io.ottla.broker.api.txnoffsetcommit;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.coordinator.runtime.TransactionalWrite;
import io.ottla.broker.coordinator.transaction.TransactionalProducer;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.broker.transaction.ClientProtocol;
import io.ottla.broker.transaction.GuardedPartitions;
import io.ottla.broker.transaction.TransactionalBatch;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.TopicImage;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.TxnOffsetCommitRequest;
import io.ottla.wire.message.TxnOffsetCommitRequest.TxnOffsetCommitRequestPartition;
import io.ottla.wire.message.TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic;
import io.ottla.wire.message.TxnOffsetCommitResponse;
import io.ottla.wire.message.TxnOffsetCommitResponse.TxnOffsetCommitResponseTopic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * TxnOffsetCommit, versions 0 to 5. The partition that remembers the group takes part in the transaction: before version 5 the
 * producer has had it added (AddOffsetsToTxn), from then on it is added here. Then the group's coordinator has its say.
 */
public final class TxnOffsetCommitHandler implements ApiHandler<TxnOffsetCommitRequest, TxnOffsetCommitResponse> {
    private final GroupRequests groups;
    private final Supplier<ClusterImage> images;
    private final GuardedPartitions partitions;

    public TxnOffsetCommitHandler(GroupRequests groups, Supplier<ClusterImage> images, GuardedPartitions partitions) {
        this.groups = groups;
        this.images = images;
        this.partitions = partitions;
    }

    @Override
    public ApiKey key() {
        return ApiKey.TXN_OFFSET_COMMIT;
    }

    @Override
    public TxnOffsetCommitRequest read(WireReader body, int version) {
        return TxnOffsetCommitRequest.read(body, version);
    }

    @Override
    public void handle(
            RequestContext context, TxnOffsetCommitRequest request, Responder<TxnOffsetCommitResponse> responder) {
        CommitAnswer answer = new CommitAnswer(context.apiVersion());
        Map<String, Uuid> topicIds = new HashMap<>();
        TxnOffsetCommitRequest ofKnown = ofKnown(request, topicIds, answer);
        if (ofKnown.topics().isEmpty()) {
            responder.send(answer.response());
            return;
        }
        if (request.groupId().isEmpty()) {
            responder.send(answer.failed(ofKnown, ErrorCode.INVALID_GROUP_ID).response());
            return;
        }
        GroupRequests.Answering<TxnOffsetCommitResponse> answering = new GroupRequests.Answering<>(
                TxnOffsetCommitResponse.class,
                error -> new CommitAnswer(context.apiVersion())
                        .failed(ofKnown, error)
                        .response(),
                response -> responder.send(answer.with(response).response()));
        TransactionalBatch batch = new TransactionalBatch(
                new TransactionalProducer(request.transactionalId(), request.producerId(), request.producerEpoch()),
                RecordBatch.NO_SEQUENCE,
                ClientProtocol.ofTxnOffsetCommit(context.apiVersion()));
        partitions.admit(groups.partitionOf(request.groupId()), batch, new GuardedPartitions.Answer() {
            @Override
            public void admitted(long ticket) {
                groups.askInTransaction(
                        context,
                        ofKnown,
                        topicIds,
                        new TransactionalWrite(request.producerId(), request.producerEpoch(), ticket),
                        answering);
            }

            @Override
            public void refused(ErrorCode error) {
                answering.reject(told(error));
            }
        });
    }

    /** What is wrong with a partition is told in the words that are used of coordinators. */
    private static ErrorCode told(ErrorCode ofPartition) {
        return switch (ofPartition) {
            case NETWORK_EXCEPTION -> ErrorCode.COORDINATOR_LOAD_IN_PROGRESS;
            case UNKNOWN_TOPIC_OR_PARTITION, NOT_ENOUGH_REPLICAS, REQUEST_TIMED_OUT ->
                ErrorCode.COORDINATOR_NOT_AVAILABLE;
            case NOT_LEADER_OR_FOLLOWER, KAFKA_STORAGE_ERROR -> ErrorCode.NOT_COORDINATOR;
            default -> ofPartition;
        };
    }

    /** The request with what exists of its topics and partitions; the rest is answered. */
    private TxnOffsetCommitRequest ofKnown(
            TxnOffsetCommitRequest request, Map<String, Uuid> topicIds, CommitAnswer answer) {
        ClusterImage image = images.get();
        List<TxnOffsetCommitRequestTopic> known = new ArrayList<>();
        for (TxnOffsetCommitRequestTopic topic : request.topics()) {
            TopicImage found = image.topics().topic(topic.name());
            if (found == null) {
                answer.add(topic.name(), topic.partitions(), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
                continue;
            }
            topicIds.put(found.name(), found.id());
            List<TxnOffsetCommitRequestPartition> there = new ArrayList<>();
            List<TxnOffsetCommitRequestPartition> missing = new ArrayList<>();
            for (TxnOffsetCommitRequestPartition partition : topic.partitions()) {
                (found.partition(partition.partitionIndex()) == null ? missing : there).add(partition);
            }
            answer.add(topic.name(), missing, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            if (!there.isEmpty()) {
                known.add(new TxnOffsetCommitRequestTopic().name(topic.name()).partitions(there));
            }
        }
        return new TxnOffsetCommitRequest()
                .transactionalId(request.transactionalId())
                .groupId(request.groupId())
                .producerId(request.producerId())
                .producerEpoch(request.producerEpoch())
                .generationId(request.generationId())
                .memberId(request.memberId())
                .groupInstanceId(request.groupInstanceId())
                .topics(known);
    }

    @Override
    public Optional<TxnOffsetCommitResponse> failure(
            RequestContext context, TxnOffsetCommitRequest request, ErrorCode error) {
        return Optional.of(
                new CommitAnswer(context.apiVersion()).failed(request, error).response());
    }

    @Override
    public void countErrors(TxnOffsetCommitResponse response, ErrorSink errors) {
        for (TxnOffsetCommitResponseTopic topic : response.topics()) {
            topic.partitions().forEach(partition -> errors.error(partition.errorCode()));
        }
    }
}
