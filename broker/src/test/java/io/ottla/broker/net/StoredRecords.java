package io.ottla.broker.net;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.AtLeast;
import io.ottla.storage.log.LogConfig;
import io.ottla.storage.log.LogEnvironment;
import io.ottla.storage.log.LogRecovery;
import io.ottla.storage.log.LogSlice;
import io.ottla.storage.log.PartitionLog;
import io.ottla.storage.log.PendingDeletions;
import io.ottla.storage.log.RecoveryRequest;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.storage.segment.FilePool;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.header.ResponseHeader;
import io.ottla.wire.io.EncodedMessage;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.FetchResponse.FetchableTopicResponse;
import io.ottla.wire.message.FetchResponse.PartitionData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** A log with records of given sizes, and Fetch responses made of slices of it. */
final class StoredRecords {
    private static final int VERSION = 12;
    private static final int HEADER_VERSION = 1;
    private static final long NOW_MS = 1_000_000;

    private final PartitionLog log;

    StoredRecords(Disk disk, Path folder) throws IOException {
        disk.createFolders(folder);
        RecoveryRequest request = RecoveryRequest.ofNew(
                new TopicPartition("t", 0), folder, LogConfig.DEFAULTS, ProducerSettings.DEFAULTS, NOW_MS);
        LogEnvironment environment = new LogEnvironment(new FilePool(disk, 16), new PendingDeletions(), new Random(1));
        this.log = new PartitionLog(LogRecovery.recover(disk, request), LogConfig.DEFAULTS, environment);
    }

    /** Appends one batch with one record of {@code size} bytes and returns its offset. */
    long append(int size, Random random) {
        byte[] value = new byte[size];
        random.nextBytes(value);
        long offset = log.logEndOffset();
        log.stage(new BatchBuilder().append(NOW_MS, (byte[]) null, value).build(), AppendOrigin.CLIENT, 0, NOW_MS);
        log.write();
        return offset;
    }

    /** The batch at {@code offset} and no other. */
    LogSlice slice(long offset) {
        return (LogSlice) log.read(offset, Integer.MAX_VALUE, AtLeast.ONE_BATCH, offset + 1);
    }

    static byte[] bytes(LogSlice slice) throws IOException {
        byte[] bytes = new byte[slice.sizeInBytes()];
        slice.copyTo(ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** Lets go of the log's own files; those that slices hold stay open. */
    void close() {
        log.close();
    }

    /** A response with one partition for each slice. */
    static ResponseBody response(List<LogSlice> slices) {
        List<PartitionData> partitions = new ArrayList<>();
        for (LogSlice slice : slices) {
            partitions.add(new PartitionData().partitionIndex(partitions.size()).records(slice));
        }
        FetchResponse response = new FetchResponse()
                .responses(List.of(new FetchableTopicResponse().topic("t").partitions(partitions)));
        return new ResponseBody() {
            @Override
            public int externalSize() {
                return response.externalSize(VERSION);
            }

            @Override
            public EncodedMessage encode(IntFunction<ByteBuffer> allocator) {
                return Encoder.frame(new ResponseHeader(), HEADER_VERSION, response, VERSION, allocator);
            }
        };
    }

    /** The records of each partition of a response. */
    static List<ByteBuffer> records(byte[] frame) {
        WireReader in = new WireReader(ByteBuffer.wrap(frame));
        ResponseHeader.read(in, HEADER_VERSION);
        List<ByteBuffer> records = new ArrayList<>();
        for (FetchableTopicResponse topic : FetchResponse.read(in, VERSION).responses()) {
            for (PartitionData partition : topic.partitions()) {
                records.add(((io.ottla.wire.io.BufferRecords) partition.records()).buffer());
            }
        }
        return records;
    }
}
