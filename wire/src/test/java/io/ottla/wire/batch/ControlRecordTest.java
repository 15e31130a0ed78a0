package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.io.MalformedMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRecordTest {
    @Test
    void typesAreTheReferences() {
        assertThat(Arrays.stream(ControlType.values()).map(type -> type.id() + " " + type.name()))
                .containsExactlyElementsOf(Arrays.stream(ControlRecordType.values())
                        .map(type -> type.type() + " " + type.name())
                        .toList());
    }

    @Test
    void keysAreTheReferences() {
        for (ControlRecordType reference : ControlRecordType.values()) {
            if (reference != ControlRecordType.UNKNOWN) {
                ControlType ours = ControlType.valueOf(reference.name());
                assertThat(ours.key()).isEqualTo(reference.recordKey());
                assertThat(ControlType.of(record(reference.recordKey(), null))).isEqualTo(ours);
            }
        }
    }

    @Test
    void typesToComeAreUnknownAndNewerKeysAreRead() {
        assertThat(ControlType.of(record(key(0, 99), null))).isEqualTo(ControlType.UNKNOWN);
        assertThat(ControlType.of(record(key(7, 1), null))).isEqualTo(ControlType.COMMIT);
    }

    @Test
    void brokenKeysAreMalformed() {
        for (ByteBuffer key : Arrays.asList(null, ByteBuffer.allocate(3), key(-1, 0))) {
            assertThatThrownBy(() -> ControlType.of(record(key, null))).isInstanceOf(MalformedMessage.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void markersHaveTheReferencesBytes(boolean commit) {
        ByteBuffer ours = new BatchBuilder()
                .baseOffset(17)
                .leaderEpoch(4)
                .producer(9, (short) 3, RecordBatch.NO_SEQUENCE)
                .transactional()
                .control()
                .append(123, new TransactionMarker(commit, 21).key(), new TransactionMarker(commit, 21).value())
                .build();
        ControlRecordType type = commit ? ControlRecordType.COMMIT : ControlRecordType.ABORT;
        MemoryRecords reference =
                MemoryRecords.withEndTransactionMarker(17, 123, 4, 9, (short) 3, new EndTransactionMarker(type, 21));

        assertThat(ours).isEqualTo(reference.buffer());
        try (RecordReader records = RecordReader.open(RecordBatch.at(ours, 0), 100)) {
            assertThat(TransactionMarker.of(records.next())).isEqualTo(new TransactionMarker(commit, 21));
        }
    }

    @Test
    void whatIsNoMarkerIsMalformed() {
        ByteBuffer commit = ControlType.COMMIT.key();
        ByteBuffer value = new TransactionMarker(true, 1).value();
        for (BatchRecord record : List.of(
                record(ControlType.LEADER_CHANGE.key(), value),
                record(commit, null),
                record(commit, value.slice(0, 5)),
                record(commit, ByteBuffer.allocate(6).putShort(0, (short) -1)))) {
            assertThatThrownBy(() -> TransactionMarker.of(record)).isInstanceOf(MalformedMessage.class);
        }
    }

    private static ByteBuffer key(int version, int type) {
        return ByteBuffer.allocate(4)
                .putShort((short) version)
                .putShort((short) type)
                .flip();
    }

    private static BatchRecord record(ByteBuffer key, ByteBuffer value) {
        return new BatchRecord(0, 0, key, value, List.of());
    }
}
