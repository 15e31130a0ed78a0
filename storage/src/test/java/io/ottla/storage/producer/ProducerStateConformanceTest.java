package io.ottla.storage.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.storage.internals.log.ProducerStateEntry;
import org.apache.kafka.storage.internals.log.ProducerStateManager;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same appends, by chance, to our table and to the reference's: the same verdicts, and the same state after each. */
class ProducerStateConformanceTest {
    private static final int ROUNDS = 5_000;
    private static final ProducerSettings SETTINGS = new ProducerSettings(3_000, false, 60_000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void verdictsAndStateAreTheReferences(long seed) throws IOException {
        Random random = new Random(seed);
        SeededAppends appends = new SeededAppends(random);
        ProducerStateTable ours = new ProducerStateTable(new TopicPartition("topic", 0), SETTINGS);
        ReferenceProducers reference = new ReferenceProducers(folder, SETTINGS);
        Set<ErrorCode> seen = EnumSet.noneOf(ErrorCode.class);
        long offset = 0;
        long nowMs = 1_000_000;
        for (int round = 0; round < ROUNDS; round++) {
            String where = "seed " + seed + ", round " + round;
            nowMs += random.nextInt(40) == 0 ? 4_000 : random.nextInt(20);
            switch (random.nextInt(10)) {
                case 0, 1 -> offset = appendMarker(where, appends, ours, reference, new Now(offset, nowMs), seen);
                case 2 -> {
                    long highWatermark = offset - random.nextInt(20);
                    ours.highWatermarkAdvanced(highWatermark);
                    reference.highWatermarkAdvanced(highWatermark);
                }
                case 3 -> {
                    ours.removeExpired(nowMs);
                    reference.removeExpired(nowMs);
                }
                default -> offset = appendRecords(where, appends, ours, reference, new Now(offset, nowMs), seen);
            }
            compare(where, ours, reference, nowMs);
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        ErrorCode.NONE,
                        ErrorCode.DUPLICATE_SEQUENCE_NUMBER,
                        ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER,
                        ErrorCode.INVALID_PRODUCER_EPOCH,
                        ErrorCode.INVALID_TXN_STATE,
                        ErrorCode.TRANSACTION_COORDINATOR_FENCED);
    }

    private record Now(long offset, long ms) {}

    private static long appendRecords(
            String where,
            SeededAppends appends,
            ProducerStateTable ours,
            ReferenceProducers reference,
            Now now,
            Set<ErrorCode> seen) {
        ProducerAppend.Records records = appends.records(now.offset, now.ms);
        AppendOrigin origin = appends.origin();
        AppendVerdict verdict = ours.decide(records, origin);
        AppendVerdict expected = reference.append(records, origin);
        compare(where + ": " + records, verdict, expected);
        if (verdict instanceof AppendVerdict.Accepted) {
            assertThat(ours.apply(records)).as(where).isEmpty();
            appends.accepted(records);
            seen.add(ErrorCode.NONE);
            return records.lastOffset() + 1;
        }
        seen.add(
                verdict instanceof AppendVerdict.Rejected rejected
                        ? rejected.error()
                        : ErrorCode.DUPLICATE_SEQUENCE_NUMBER);
        return now.offset;
    }

    private static long appendMarker(
            String where,
            SeededAppends appends,
            ProducerStateTable ours,
            ReferenceProducers reference,
            Now now,
            Set<ErrorCode> seen) {
        ProducerAppend.Marker marker = appends.marker(now.offset, now.ms);
        AppendOrigin origin = now.offset % 7 == 0 ? AppendOrigin.REPLICATION : AppendOrigin.COORDINATOR;
        short transactionVersion = (short) (now.offset % 3);
        AppendVerdict verdict = ours.decide(marker, origin, transactionVersion);
        AppendVerdict expected = reference.append(marker, origin, transactionVersion);
        compare(where + ": " + marker, verdict, expected);
        if (verdict instanceof AppendVerdict.Rejected rejected) {
            seen.add(rejected.error());
            return now.offset;
        }
        assertThat(ours.apply(marker)).as(where).isEqualTo(reference.lastCompleted());
        appends.accepted(marker);
        return now.offset + 1;
    }

    private static void compare(String where, AppendVerdict ours, AppendVerdict expected) {
        if (ours instanceof AppendVerdict.Rejected rejected && expected instanceof AppendVerdict.Rejected other) {
            assertThat(rejected.error()).as("%s: %s, %s", where, ours, expected).isEqualTo(other.error());
        } else {
            assertThat(ours).as(where).isEqualTo(expected);
        }
    }

    private void compare(String where, ProducerStateTable ours, ReferenceProducers reference, long nowMs)
            throws IOException {
        assertThat(ours.firstUnstableOffset()).as(where).isEqualTo(reference.firstUnstableOffset());
        assertThat(ours.firstUndecidedOffset()).as(where).isEqualTo(reference.firstUndecidedOffset());
        assertThat(ours.endOffset()).as(where).isEqualTo(reference.endOffset());
        assertThat(ours.hasLateTransaction(nowMs + 300_000))
                .as(where)
                .isEqualTo(reference.hasLateTransaction(nowMs + 300_000));
        List<ProducerView> views = new ArrayList<>();
        for (ProducerStateEntry entry : reference.entries().values()) {
            boolean empty = entry.batchMetadata().isEmpty();
            int lastSequence = empty
                    ? -1
                    : entry.batchMetadata().stream().toList().getLast().lastSeq();
            views.add(new ProducerView(
                    entry.producerId(),
                    entry.producerEpoch(),
                    lastSequence,
                    entry.lastTimestamp(),
                    entry.coordinatorEpoch(),
                    entry.currentTxnFirstOffset(),
                    entry.lastDataOffset()));
        }
        assertThat(ours.producers()).as(where).isEqualTo(views);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void snapshotsHaveTheReferencesBytes(long seed) throws IOException {
        Random random = new Random(seed);
        SeededAppends appends = new SeededAppends(random);
        ProducerStateTable ours = new ProducerStateTable(new TopicPartition("topic", 0), SETTINGS);
        ReferenceProducers reference = new ReferenceProducers(folder, SETTINGS);
        long offset = 0;
        for (int round = 0; round < 60; round++) {
            Now now = new Now(offset, 5_000_000_000L + round);
            Set<ErrorCode> seen = EnumSet.noneOf(ErrorCode.class);
            offset = random.nextInt(4) == 0
                    ? appendMarker("", appends, ours, reference, now, seen)
                    : appendRecords("", appends, ours, reference, now, seen);
            Path file = folder.resolve(round + ".snapshot");
            ProducerStateManager.writeSnapshot(file.toFile(), reference.entries(), false);
            assertThat(ours.snapshot().encode()).isEqualTo(ByteBuffer.wrap(Files.readAllBytes(file)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theReferenceReadsOurSnapshots(long seed) throws Exception {
        Random random = new Random(seed);
        SeededAppends appends = new SeededAppends(random);
        ProducerStateTable ours = new ProducerStateTable(new TopicPartition("topic", 0), SETTINGS);
        for (int round = 0; round < 30; round++) {
            ProducerAppend.Records records = appends.records(round * 10L, round);
            ours.apply(records);
            appends.accepted(records);
        }
        Path file = folder.resolve("ours.snapshot");
        Files.write(file, ours.snapshot().encode().array());
        Path rewritten = folder.resolve("rewritten.snapshot");
        java.util.Map<Long, ProducerStateEntry> entries = new java.util.TreeMap<>();
        ProducerStateManager.readSnapshot(file.toFile()).forEach(entry -> entries.put(entry.producerId(), entry));
        ProducerStateManager.writeSnapshot(rewritten.toFile(), entries, false);

        assertThat(Files.readAllBytes(rewritten)).isEqualTo(Files.readAllBytes(file));
        assertThat(ProducerSnapshot.decode(ByteBuffer.wrap(Files.readAllBytes(rewritten))))
                .isEqualTo(ours.snapshot());
    }
}
