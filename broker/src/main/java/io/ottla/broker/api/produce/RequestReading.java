package io.ottla.broker.api.produce;

import io.ottla.broker.coordinator.transaction.TransactionalProducer;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.partition.AppendReply;
import io.ottla.broker.partition.ClusterView;
import io.ottla.broker.partition.InternalTopics;
import io.ottla.broker.transaction.ClientProtocol;
import io.ottla.broker.transaction.TransactionalBatch;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Admission;
import io.ottla.wire.batch.BatchAdmission;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.message.ProduceRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts a Produce request into what is refused at once and what goes to the partitions, in the order of checks that the
 * reference has. Pure but for the batches themselves, in which a producer's mistakes may be put right.
 */
final class RequestReading {
    private static final int FIRST_VERSION_BY_TOPIC_ID = 13;
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    /** The reference's own admin tools may write to internal topics. */
    private static final String ADMIN_CLIENT_ID = "__admin_client";

    private RequestReading() {}

    /**
     * A request, sorted.
     *
     * @param replies one for each partition of the request, in order; null where {@code toAppend} is to bring it
     */
    record Sorted(List<AppendReply> replies, List<IncomingBatch> toAppend) {}

    static Sorted sort(RequestContext context, ProduceRequest request, ClusterView view) {
        ErrorCode forAll = requestError(request);
        List<AppendReply> replies = new ArrayList<>();
        List<IncomingBatch> toAppend = new ArrayList<>();
        boolean byId = context.apiVersion() >= FIRST_VERSION_BY_TOPIC_ID;
        for (ProduceRequest.TopicProduceData topic : request.topicData()) {
            String name = byId ? view.nameOf(topic.topicId()) : topic.name();
            for (ProduceRequest.PartitionProduceData partition : topic.partitionData()) {
                ErrorCode error = forAll;
                if (error == ErrorCode.NONE) {
                    error = name == null
                            ? ErrorCode.UNKNOWN_TOPIC_ID
                            : check(context, request, name, partition.index(), view);
                }
                if (error != ErrorCode.NONE) {
                    replies.add(AppendReply.refused(error));
                    continue;
                }
                TopicPartition target = new TopicPartition(name, partition.index());
                take(new Incoming(context, request, target, partition), view, replies, toAppend);
            }
        }
        return new Sorted(replies, toAppend);
    }

    private record Incoming(
            RequestContext context,
            ProduceRequest request,
            TopicPartition target,
            ProduceRequest.PartitionProduceData partition) {}

    private static void take(
            Incoming incoming, ClusterView view, List<AppendReply> replies, List<IncomingBatch> toAppend) {
        ByteBuffer bytes = bytes(incoming.partition());
        TransactionalBatch transaction = isTransactional(bytes) ? transaction(incoming, bytes) : null;
        Admission admission = BatchAdmission.decide(
                bytes,
                incoming.context().apiVersion(),
                view.settingsOf(incoming.target().topic()).batches(),
                incoming.context().receivedAtMs());
        toAppend.add(new IncomingBatch(replies.size(), incoming.target(), admission, transaction));
        replies.add(null);
    }

    private static TransactionalBatch transaction(Incoming incoming, ByteBuffer bytes) {
        RecordBatch batch = RecordBatch.at(bytes, bytes.position());
        return new TransactionalBatch(
                new TransactionalProducer(
                        incoming.request().transactionalId(), batch.producerId(), batch.producerEpoch()),
                batch.baseSequence(),
                ClientProtocol.ofProduce(incoming.context().apiVersion()));
    }

    private static ErrorCode check(
            RequestContext context, ProduceRequest request, String topic, int partition, ClusterView view) {
        if (!view.has(topic, partition)) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        short acks = request.acks();
        if (acks < -1 || acks > 1) {
            return ErrorCode.INVALID_REQUIRED_ACKS;
        }
        boolean internal = InternalTopics.contains(topic) && !context.clientId().equals(ADMIN_CLIENT_ID);
        return internal ? ErrorCode.INVALID_TOPIC_EXCEPTION : ErrorCode.NONE;
    }

    /** What is wrong with the transactional batches taken together, which fails all of the request. */
    private static ErrorCode requestError(ProduceRequest request) {
        long producerId = RecordBatch.NO_PRODUCER_ID;
        for (ProduceRequest.TopicProduceData topic : request.topicData()) {
            for (ProduceRequest.PartitionProduceData partition : topic.partitionData()) {
                ByteBuffer bytes = bytes(partition);
                if (!isTransactional(bytes)) {
                    continue;
                }
                if (request.transactionalId() == null) {
                    return ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
                }
                long batchProducerId = RecordBatch.at(bytes, bytes.position()).producerId();
                if (producerId != RecordBatch.NO_PRODUCER_ID && producerId != batchProducerId) {
                    return ErrorCode.INVALID_PRODUCER_ID_MAPPING;
                }
                producerId = batchProducerId;
            }
        }
        return ErrorCode.NONE;
    }

    /** Looks at the header alone, of a batch that may yet turn out to be none. */
    private static boolean isTransactional(ByteBuffer bytes) {
        if (bytes.remaining() < RecordBatch.HEADER_SIZE) {
            return false;
        }
        RecordBatch batch = RecordBatch.at(bytes, bytes.position());
        return batch.magic() == RecordBatch.MAGIC && batch.isTransactional() && batch.hasProducerId();
    }

    private static ByteBuffer bytes(ProduceRequest.PartitionProduceData partition) {
        return partition.records() instanceof BufferRecords records ? records.buffer() : NO_BYTES;
    }
}
