package io.ottla.compat.transactions;

import io.ottla.compat.Await;
import io.ottla.compat.badinput.RawConnection;
import io.ottla.compat.badinput.Requests;
import io.ottla.compat.process.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddOffsetsToTxnResponseData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopicCollection;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.EndTxnResponseData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;

/** Requests of one transactional producer without a client: one connection, and no retries but for what is still starting. */
final class RawTransactions implements AutoCloseable {
    private final RawConnection connection;
    private final String transactionalId;

    /** A producer's id and epoch, rightly or not. */
    record Identity(long producerId, int epoch) {
        Identity withEpoch(int other) {
            return new Identity(producerId, other);
        }
    }

    RawTransactions(Target target, String transactionalId) throws IOException {
        this.connection = new RawConnection(target);
        this.transactionalId = transactionalId;
    }

    ApiMessage ask(ApiKeys api, int version, ApiMessage request) {
        try {
            connection.sendFrame(Requests.frame(api, version, request));
            ByteBuffer response = connection
                    .receiveFrame()
                    .orElseThrow(() -> new AssertionError("disconnected by " + api + " v" + version));
            return AbstractResponse.parseResponse(api, Requests.body(response, api, version), (short) version)
                    .data();
        } catch (IOException e) {
            throw new AssertionError("no answer to " + api + " v" + version, e);
        }
    }

    /** Says hello as a producer that comes for the first time, and waits for the coordinator if it has to. */
    Identity init(int version) {
        ask(
                ApiKeys.FIND_COORDINATOR,
                4,
                new FindCoordinatorRequestData().setKeyType((byte) 1).setCoordinatorKeys(List.of(transactionalId)));
        InitProducerIdResponseData[] answer = new InitProducerIdResponseData[1];
        Await.until(Transactional.SOON, () -> "a producer id", () -> {
            answer[0] = init(version, new Identity(-1, -1), 60_000);
            return answer[0].errorCode() == 0;
        });
        return new Identity(answer[0].producerId(), answer[0].producerEpoch());
    }

    /** The first to ask for a group's coordinator makes the broker create its topic. */
    void findGroupCoordinator(String group) {
        ask(
                ApiKeys.FIND_COORDINATOR,
                4,
                new FindCoordinatorRequestData().setKeyType((byte) 0).setCoordinatorKeys(List.of(group)));
    }

    InitProducerIdResponseData init(int version, Identity known, int timeoutMs) {
        InitProducerIdRequestData request = new InitProducerIdRequestData()
                .setTransactionalId(transactionalId)
                .setTransactionTimeoutMs(timeoutMs);
        if (version >= 3) {
            request.setProducerId(known.producerId()).setProducerEpoch((short) known.epoch());
        }
        return (InitProducerIdResponseData) ask(ApiKeys.INIT_PRODUCER_ID, version, request);
    }

    Errors addPartition(int version, Identity identity, String topic) {
        AddPartitionsToTxnTopic partition =
                new AddPartitionsToTxnTopic().setName(topic).setPartitions(List.of(0));
        AddPartitionsToTxnResponseData response = (AddPartitionsToTxnResponseData) ask(
                ApiKeys.ADD_PARTITIONS_TO_TXN,
                version,
                new AddPartitionsToTxnRequestData()
                        .setV3AndBelowTransactionalId(transactionalId)
                        .setV3AndBelowProducerId(identity.producerId())
                        .setV3AndBelowProducerEpoch((short) identity.epoch())
                        .setV3AndBelowTopics(new AddPartitionsToTxnTopicCollection(
                                List.of(partition).iterator())));
        return Errors.forCode(response.resultsByTopicV3AndBelow()
                .iterator()
                .next()
                .resultsByPartition()
                .iterator()
                .next()
                .partitionErrorCode());
    }

    Errors addOffsets(int version, Identity identity, String group) {
        AddOffsetsToTxnResponseData response = (AddOffsetsToTxnResponseData) ask(
                ApiKeys.ADD_OFFSETS_TO_TXN,
                version,
                new AddOffsetsToTxnRequestData()
                        .setTransactionalId(transactionalId)
                        .setProducerId(identity.producerId())
                        .setProducerEpoch((short) identity.epoch())
                        .setGroupId(group));
        return Errors.forCode(response.errorCode());
    }

    /** Who commits offsets; generation -1 and no member for one who is nobody's. */
    record Committer(String group, String member, int generation) {
        static Committer nobody(String group) {
            return new Committer(group, "", -1);
        }
    }

    Errors commitOffset(int version, Identity identity, Committer committer, String topic, long offset) {
        TxnOffsetCommitRequestPartition partition = new TxnOffsetCommitRequestPartition()
                .setPartitionIndex(0)
                .setCommittedOffset(offset)
                .setCommittedMetadata("");
        TxnOffsetCommitRequestData request = new TxnOffsetCommitRequestData()
                .setTransactionalId(transactionalId)
                .setProducerId(identity.producerId())
                .setProducerEpoch((short) identity.epoch())
                .setGroupId(committer.group())
                .setTopics(
                        List.of(new TxnOffsetCommitRequestTopic().setName(topic).setPartitions(List.of(partition))));
        if (version >= 3) {
            request.setMemberId(committer.member()).setGenerationId(committer.generation());
        }
        TxnOffsetCommitResponseData response =
                (TxnOffsetCommitResponseData) ask(ApiKeys.TXN_OFFSET_COMMIT, version, request);
        return Errors.forCode(
                response.topics().getFirst().partitions().getFirst().errorCode());
    }

    /** One record in partition 0. */
    Errors produce(int version, Identity identity, String topic, int sequence, String value) {
        return produce(
                version,
                identity,
                topic,
                sequence,
                new SimpleRecord(System.currentTimeMillis(), value.getBytes(StandardCharsets.UTF_8)));
    }

    Errors produce(int version, Identity identity, String topic, int sequence, SimpleRecord record) {
        MemoryRecords records = MemoryRecords.withTransactionalRecords(
                Compression.NONE, identity.producerId(), (short) identity.epoch(), sequence, record);
        TopicProduceData data = new TopicProduceData()
                .setName(topic)
                .setPartitionData(List.of(new PartitionProduceData().setIndex(0).setRecords(records)));
        ProduceRequestData request = new ProduceRequestData()
                .setTransactionalId(transactionalId)
                .setAcks((short) -1)
                .setTimeoutMs(10_000)
                .setTopicData(new TopicProduceDataCollection(List.of(data).iterator()));
        ProduceResponseData response = (ProduceResponseData) ask(ApiKeys.PRODUCE, version, request);
        return Errors.forCode(response.responses()
                .iterator()
                .next()
                .partitionResponses()
                .getFirst()
                .errorCode());
    }

    EndTxnResponseData end(int version, Identity identity, boolean commit) {
        return (EndTxnResponseData) ask(
                ApiKeys.END_TXN,
                version,
                new EndTxnRequestData()
                        .setTransactionalId(transactionalId)
                        .setProducerId(identity.producerId())
                        .setProducerEpoch((short) identity.epoch())
                        .setCommitted(commit));
    }

    Errors ended(int version, Identity identity, boolean commit) {
        return Errors.forCode(end(version, identity, commit).errorCode());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
