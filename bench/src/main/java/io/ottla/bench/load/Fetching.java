package io.ottla.bench.load;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.BatchCursor;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads the connection's partitions in turn, one in each request, each on from where it was. At a partition's end it begins
 * again, waits for more, or is done, as {@link AtEnd} says.
 */
final class Fetching implements Conversation {
    /** From here on topics are named by their id. */
    private static final int TOPIC_IDS_FROM = 13;

    private static final int SESSIONLESS_EPOCH = -1;

    /** What to do at the end of a partition. */
    enum AtEnd {
        /** Read it again from the start. */
        BEGIN_AGAIN,
        /** Wait for more. */
        WAIT,
        /** Ask no more; when all partitions are read, the connection is done. */
        STOP
    }

    /** How much to ask for in one request. */
    record Limits(int maxBytes, int maxWaitMs, int minBytes) {}

    private final BrokerClient.Topic topic;
    private final int[] partitions;
    private final long[] positions;
    private final Limits limits;
    private final AtEnd atEnd;
    private final int version;
    private final int partitionAt;
    private final int offsetAt;
    private final boolean[] ended;

    /** Reads on from {@code positions}, one for each of the partitions; they are moved. */
    Fetching(BrokerClient.Topic topic, int[] partitions, long[] positions, Limits limits, AtEnd atEnd, int version) {
        this.topic = topic;
        this.partitions = partitions;
        this.positions = positions;
        this.limits = limits;
        this.atEnd = atEnd;
        this.version = version;
        this.ended = new boolean[partitions.length];
        this.partitionAt =
                PatchPoint.find(request(PatchPoint.ONE_INT, 0), request(PatchPoint.OTHER_INT, 0), Integer.BYTES);
        this.offsetAt = PatchPoint.find(request(0, PatchPoint.ONE_LONG), request(0, PatchPoint.OTHER_LONG), Long.BYTES);
    }

    @Override
    public ByteBuffer request() {
        return request(0, 0);
    }

    private ByteBuffer request(int partition, long offset) {
        FetchRequest.FetchTopic wanted = new FetchRequest.FetchTopic()
                .partitions(List.of(new FetchRequest.FetchPartition()
                        .partition(partition)
                        .fetchOffset(offset)
                        .partitionMaxBytes(limits.maxBytes())));
        if (version < TOPIC_IDS_FROM) {
            wanted.topic(topic.name());
        } else {
            wanted.topicId(topic.id());
        }
        FetchRequest body = new FetchRequest()
                .maxWaitMs(limits.maxWaitMs())
                .minBytes(limits.minBytes())
                .maxBytes(limits.maxBytes())
                .sessionEpoch(SESSIONLESS_EPOCH)
                .topics(List.of(wanted));
        return Frames.request(ApiKey.FETCH, version, body);
    }

    @Override
    public void patch(ByteBuffer bytes, int position, long sequence) {
        int place = (int) (sequence % partitions.length);
        bytes.putInt(position + Frames.CORRELATION_ID, (int) sequence);
        bytes.putInt(position + partitionAt, partitions[place]);
        bytes.putLong(position + offsetAt, positions[place]);
    }

    @Override
    public void answered(ByteBuffer answer, long sequence, Tally tally) {
        WireReader in = new WireReader(answer.slice());
        if (Frames.readHeader(in, ApiKey.FETCH, version) != (int) sequence) {
            throw new IllegalStateException("an answer out of order");
        }
        FetchResponse response = FetchResponse.read(in, version);
        if (response.errorCode() != ErrorCode.NONE.code()) {
            tally.error(ErrorCode.forCode(response.errorCode()).toString());
            return;
        }
        FetchResponse.PartitionData data =
                response.responses().getFirst().partitions().getFirst();
        if (data.errorCode() != ErrorCode.NONE.code()) {
            tally.error(ErrorCode.forCode(data.errorCode()).toString());
            return;
        }
        advance((int) (sequence % partitions.length), data, tally);
    }

    private void advance(int place, FetchResponse.PartitionData data, Tally tally) {
        ByteBuffer bytes = ((BufferRecords) data.records()).buffer();
        BatchCursor batches = new BatchCursor(bytes);
        long records = 0;
        while (batches.advance()) {
            records += batches.batch().recordCount();
            positions[place] = batches.batch().nextOffset();
        }
        tally.add(records, bytes.remaining());
        if (positions[place] >= data.highWatermark()) {
            switch (atEnd) {
                case BEGIN_AGAIN -> positions[place] = data.logStartOffset();
                case STOP -> ended[place] = true;
                case WAIT -> {
                    // The same position is asked for until there is more.
                }
            }
        }
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    @Override
    public void sent(Tally tally) {
        throw new IllegalStateException("every fetch is answered");
    }

    @Override
    public boolean isFinished() {
        for (boolean end : ended) {
            if (!end) {
                return false;
            }
        }
        return true;
    }
}
