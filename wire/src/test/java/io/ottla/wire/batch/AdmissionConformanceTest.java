package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.api.ErrorCode;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches by chance, many of them spoilt: we admit those that the reference admits, and give its errors for the others. */
class AdmissionConformanceTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final int ROUNDS = 1_500;
    private static final int VERSION = 13;
    private static final Set<ErrorCode> BROKEN_RECORDS =
            EnumSet.of(ErrorCode.INVALID_RECORD, ErrorCode.UNKNOWN_SERVER_ERROR);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void verdictsAreTheReferences(long seed) {
        Random random = new Random(seed);
        Set<ErrorCode> seen = EnumSet.noneOf(ErrorCode.class);
        for (int round = 0; round < ROUNDS; round++) {
            BatchRules rules = rules(random);
            ByteBuffer bytes = spoilt(random, batch(random));
            ReferenceValidator.Outcome expected =
                    ReferenceValidator.validate(ByteBuffer.wrap(ReferenceBatches.bytes(bytes)), VERSION, rules, NOW);
            Admission ours = BatchAdmission.decide(bytes, VERSION, rules, NOW);

            String where = "seed " + seed + ", round " + round;
            switch (ours) {
                case Admission.Refused refused ->
                    compare(where, refused, expected, RecordBatch.at(bytes, 0).isCompressed());
                case Admission.Admitted admitted -> compare(where, admitted, expected, rules);
            }
            seen.add(expected.error());
        }
        assertThat(seen)
                .contains(
                        ErrorCode.NONE,
                        ErrorCode.CORRUPT_MESSAGE,
                        ErrorCode.INVALID_RECORD,
                        ErrorCode.INVALID_TIMESTAMP,
                        ErrorCode.MESSAGE_TOO_LARGE,
                        ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    private static void compare(
            String where, Admission.Refused refused, ReferenceValidator.Outcome expected, boolean isCompressed) {
        boolean isBroken =
                BROKEN_RECORDS.contains(refused.error()) && refused.faults().isEmpty() && isCompressed;
        if (expected.error() == ErrorCode.NONE) {
            // The reference passes over keys and values of compressed records, and misses sizes that do not add up.
            assertThatThrownBy(() -> ReferenceBatches.read(expected.batch()))
                    .as("%s, refused: %s, but the reference admits it and can read it", where, refused)
                    .isInstanceOf(InvalidRecordException.class);
        } else if (isBroken) {
            // Whichever fault of broken records is met first, or how far they unpack: they are refused.
            assertThat(expected.batch()).as(where).isNull();
        } else {
            assertThat(refused.error())
                    .as("%s, refused: %s, expected: %s", where, refused, expected)
                    .isEqualTo(expected.error());
            assertThat(refused.faults())
                    .as(where)
                    .extracting(RecordFault::index)
                    .isEqualTo(expected.faultyRecords());
        }
    }

    private static void compare(
            String where, Admission.Admitted admitted, ReferenceValidator.Outcome expected, BatchRules rules) {
        RecordBatch batch = admitted.batch();
        if (expected.cause() instanceof UnsupportedOperationException) {
            // The reference means to put right the offsets of compressed records, and stumbles over its own shortcut.
            assertThat(admitted.repacked()).as(where).isTrue();
            return;
        }
        assertThat(expected.error()).as("%s: admitted, but %s", where, expected).isEqualTo(ErrorCode.NONE);
        batch.stampLeaderEpoch(ReferenceValidator.LEADER_EPOCH);
        if (rules.timestampType() == TimestampType.LOG_APPEND_TIME) {
            batch.stampMaxTimestamp(TimestampType.LOG_APPEND_TIME, NOW);
        }
        if (!admitted.repacked()) {
            assertThat(batch.bytes()).as(where).isEqualTo(expected.batch());
        } else if (!batch.isCompressed() && hasGaps(expected.batch())) {
            // The reference keeps the offsets of uncompressed records as they are.
            assertThat(hasGaps(batch.bytes())).as(where).isFalse();
        } else {
            // What is packed anew need not be packed to the same bytes, but says the same.
            assertThat(ReferenceBatches.read(batch.bytes()))
                    .as(where)
                    .isEqualTo(ReferenceBatches.read(expected.batch()));
            assertThat(batch.toString().replaceAll(", \\d+ bytes", ""))
                    .as(where)
                    .isEqualTo(RecordBatch.at(expected.batch(), 0).toString().replaceAll(", \\d+ bytes", ""));
            assertThat(batch.maxTimestamp())
                    .as(where)
                    .isEqualTo(RecordBatch.at(expected.batch(), 0).maxTimestamp());
        }
    }

    private static boolean hasGaps(ByteBuffer bytes) {
        List<BatchRecord> records = ReferenceBatches.read(bytes);
        return IntStream.range(0, records.size()).anyMatch(i -> records.get(i).offset() != i);
    }

    private static BatchRules rules(Random random) {
        Compression packing = random.nextInt(3) == 0 ? Compression.values()[random.nextInt(5)] : null;
        return new BatchRules(
                random.nextInt(20) == 0 ? 300 : 1_000_000,
                random.nextInt(4) == 0,
                random.nextInt(4) == 0 ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME,
                random.nextInt(3) == 0 ? 5_000 : Long.MAX_VALUE,
                10_000,
                Optional.ofNullable(packing).map(one -> new BatchRules.Packing(one, one.defaultLevel())),
                1_000_000,
                true);
    }

    private static ByteBuffer batch(Random random) {
        BatchBuilder builder = new BatchBuilder().compression(Compression.values()[random.nextInt(5)]);
        if (random.nextInt(10) == 0) {
            builder.appendTime(NOW);
        }
        for (int i = random.nextInt(8); i >= 0; i--) {
            long age = random.nextInt(40) == 0 ? random.nextInt(60_000) - 30_000 : random.nextInt(4_000);
            ByteBuffer key = random.nextInt(30) == 0 ? null : ByteBuffer.wrap(new byte[random.nextInt(20)]);
            List<RecordHeader> headers =
                    random.nextBoolean() ? List.of() : List.of(new RecordHeader("key", ByteBuffer.allocate(3)));
            builder.append(NOW - age, key, ByteBuffer.wrap(new byte[random.nextInt(80)]), headers);
        }
        if (random.nextBoolean()) {
            builder.producer(random.nextInt(10), (short) 0, random.nextInt(100));
        }
        return builder.build();
    }

    private static ByteBuffer spoilt(Random random, ByteBuffer bytes) {
        boolean crcStaysRight = random.nextInt(10) != 0;
        switch (random.nextInt(8)) {
            case 0 -> {
                int[] fields = {RecordBatch.RECORD_COUNT, RecordBatch.LAST_OFFSET_DELTA, RecordBatch.BASE_SEQUENCE};
                bytes.putInt(fields[random.nextInt(3)], random.nextInt(12) - 2);
            }
            case 1 -> {
                int count = random.nextInt(12);
                bytes.putInt(RecordBatch.RECORD_COUNT, count).putInt(RecordBatch.LAST_OFFSET_DELTA, count - 1);
            }
            case 2 -> bytes.putLong(RecordBatch.MAX_TIMESTAMP, NOW - random.nextInt(100_000) + 50_000);
            case 3 -> bytes.putShort(RecordBatch.ATTRIBUTES, (short) random.nextInt(128));
            case 4 -> bytes.put(random.nextInt(bytes.limit()), (byte) random.nextInt());
            default -> {
                // Most batches are as they should be.
            }
        }
        if (crcStaysRight && RecordBatch.at(bytes, 0).sizeInBytes() == bytes.limit()) {
            RecordBatch.at(bytes, 0).stampCrc();
        }
        return bytes;
    }
}
