package io.ottla.compat.transactions;

import io.ottla.compat.process.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * The logs of a broker from outside: how long they are while it runs, and what is in them when it was killed. Each is one
 * segment, and the coordinator's topic has one partition.
 */
final class BrokerLogs {
    private static final String SEGMENT = "00000000000000000000.log";

    /** Behind a value's version, producer id, epoch and timeout. */
    private static final int STATUS_AT = Short.BYTES + Long.BYTES + Short.BYTES + Integer.BYTES;

    private static final int ONGOING = 1;
    private static final int PREPARE_COMMIT = 2;

    private static final int KEY_TEXT_AT = 2 * Short.BYTES;

    private final Path coordinator;
    private final List<Path> partitions;

    BrokerLogs(Target target, String topic, int count) {
        this.coordinator = target.dataFolder().resolve("__transaction_state-0").resolve(SEGMENT);
        this.partitions = IntStream.range(0, count)
                .mapToObj(partition ->
                        target.dataFolder().resolve(topic + "-" + partition).resolve(SEGMENT))
                .toList();
    }

    /** How long the logs are at one moment. */
    record Lengths(long coordinator, List<Long> partitions) {}

    Lengths lengths() throws IOException {
        List<Long> ofPartitions = new ArrayList<>();
        for (Path partition : partitions) {
            ofPartitions.add(Files.size(partition));
        }
        return new Lengths(Files.size(coordinator), ofPartitions);
    }

    boolean coordinatorHasGrown(Lengths before) throws IOException {
        return Files.size(coordinator) > before.coordinator();
    }

    boolean hasGrown(int partition, Lengths before) throws IOException {
        return Files.size(partitions.get(partition)) > before.partitions().get(partition);
    }

    /** Where the last transaction of an id stands, which has written to all partitions. The broker must not be running. */
    Stage stage(String transactionalId) throws IOException {
        int status = status(transactionalId);
        if (status == ONGOING) {
            return Stage.BEFORE_PREPARE;
        }
        if (status != PREPARE_COMMIT) {
            return Stage.COMPLETE;
        }
        int marked = 0;
        for (Path partition : partitions) {
            marked += endsWithMarker(partition) ? 1 : 0;
        }
        if (marked == 0) {
            return Stage.BEFORE_MARKERS;
        }
        return marked < partitions.size() ? Stage.SOME_MARKERS : Stage.BEFORE_COMPLETE;
    }

    /** The number of the state that the coordinator's log says last. */
    private int status(String transactionalId) throws IOException {
        int status = -1;
        for (Record record : read(coordinator).records()) {
            ByteBuffer key = record.key();
            byte[] id = new byte[key.remaining() - KEY_TEXT_AT];
            key.get(key.position() + KEY_TEXT_AT, id);
            if (record.hasValue() && transactionalId.equals(new String(id, StandardCharsets.UTF_8))) {
                status = record.value().get(record.value().position() + STATUS_AT);
            }
        }
        return status;
    }

    private static boolean endsWithMarker(Path partition) throws IOException {
        boolean marker = false;
        for (RecordBatch batch : read(partition).batches()) {
            marker = batch.isControlBatch();
        }
        return marker;
    }

    private static MemoryRecords read(Path log) throws IOException {
        return MemoryRecords.readableRecords(ByteBuffer.wrap(Files.readAllBytes(log)));
    }
}
