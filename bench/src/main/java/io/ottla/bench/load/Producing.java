package io.ottla.bench.load;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.List;

/** Appends one batch after the other, to the connection's partitions in turn. */
final class Producing implements Conversation {
    /** From here on topics are named by their id. */
    private static final int TOPIC_IDS_FROM = 13;

    private static final int TIMEOUT_MS = 30_000;

    private final BrokerClient.Topic topic;
    private final Payload.Batch batch;
    private final short acks;
    private final int version;
    private final int[] partitions;
    private final int partitionAt;

    /** The answer to the last request, but for what differs from one to the next: most are alike. */
    private final GoodAnswer goodAnswer;

    Producing(BrokerClient.Topic topic, int[] partitions, Payload.Batch batch, short acks, int version) {
        this.topic = topic;
        this.batch = batch;
        this.acks = acks;
        this.version = version;
        this.partitions = partitions;
        this.partitionAt = PatchPoint.find(request(PatchPoint.ONE_INT), request(PatchPoint.OTHER_INT), Integer.BYTES);
        this.goodAnswer = new GoodAnswer(version);
    }

    @Override
    public ByteBuffer request() {
        return request(partitions[0]);
    }

    private ByteBuffer request(int partition) {
        ProduceRequest.TopicProduceData data = new ProduceRequest.TopicProduceData()
                .partitionData(List.of(new ProduceRequest.PartitionProduceData()
                        .index(partition)
                        .records(new BufferRecords(batch.bytes().duplicate()))));
        if (version < TOPIC_IDS_FROM) {
            data.name(topic.name());
        } else {
            data.topicId(topic.id());
        }
        ProduceRequest body =
                new ProduceRequest().acks(acks).timeoutMs(TIMEOUT_MS).topicData(List.of(data));
        return Frames.request(ApiKey.PRODUCE, version, body);
    }

    @Override
    public void patch(ByteBuffer bytes, int position, long sequence) {
        bytes.putInt(position + Frames.CORRELATION_ID, (int) sequence);
        bytes.putInt(position + partitionAt, partitions[(int) (sequence % partitions.length)]);
    }

    @Override
    public void answered(ByteBuffer answer, long sequence, Tally tally) {
        if (answer.getInt(answer.position()) != (int) sequence) {
            throw new IllegalStateException("an answer out of order");
        }
        if (goodAnswer.matches(answer)) {
            tally.add(batch.records(), batch.bytes().remaining());
            return;
        }
        WireReader in = new WireReader(answer.slice());
        Frames.readHeader(in, ApiKey.PRODUCE, version);
        ProduceResponse.PartitionProduceResponse result = ProduceResponse.read(in, version)
                .responses()
                .getFirst()
                .partitionResponses()
                .getFirst();
        if (result.errorCode() == ErrorCode.NONE.code()) {
            tally.add(batch.records(), batch.bytes().remaining());
        } else {
            tally.error(ErrorCode.forCode(result.errorCode()) + " " + result.errorMessage());
        }
    }

    @Override
    public boolean isAnswered() {
        return acks != 0;
    }

    @Override
    public void sent(Tally tally) {
        tally.add(batch.records(), batch.bytes().remaining());
    }

    @Override
    public boolean isFinished() {
        return false;
    }
}
