package io.ottla.storage.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.server.util.Scheduler;
import org.apache.kafka.storage.internals.checkpoint.LeaderEpochCheckpointFile;
import org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same steps, by chance, on our cache and on the reference's: the same answers to every question. */
class LeaderEpochConformanceTest {
    private static final int ROUNDS = 400;
    private static final int OFFSETS = 60;
    private static final int EPOCHS = 25;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersAreTheReferences(long seed) throws IOException {
        Random random = new Random(seed);
        LeaderEpochCache ours = new LeaderEpochCache();
        LeaderEpochFileCache reference = reference();
        for (int round = 0; round < ROUNDS; round++) {
            String where = "seed " + seed + ", round " + round;
            long offset = random.nextInt(OFFSETS) - (random.nextInt(10) == 0 ? 5 : 0);
            switch (random.nextInt(8)) {
                case 0 -> {
                    ours.truncateFromEnd(offset);
                    reference.truncateFromEndAsyncFlush(offset);
                }
                case 1 -> {
                    ours.truncateFromStart(offset / 3);
                    reference.truncateFromStartAsyncFlush(offset / 3);
                }
                default -> {
                    int epoch = random.nextInt(EPOCHS);
                    ours.assign(epoch, Math.max(offset, 0));
                    reference.assign(epoch, Math.max(offset, 0));
                }
            }
            compare(where, ours, reference);
        }
    }

    private static void compare(String where, LeaderEpochCache ours, LeaderEpochFileCache reference) {
        assertThat(ours.entries()).as(where).isEqualTo(entries(reference.epochEntries()));
        assertThat(ours.latestEpoch().stream().boxed().findFirst()).as(where).isEqualTo(reference.latestEpoch());
        for (int epoch = -1; epoch <= EPOCHS; epoch++) {
            var expected = reference.endOffsetFor(epoch, 1_000);
            assertThat(ours.endOffsetFor(epoch, 1_000))
                    .as("%s, end of epoch %d", where, epoch)
                    .isEqualTo(new EpochEndOffset(expected.getKey(), expected.getValue()));
            assertThat(ours.previousEpoch(epoch)).as(where).isEqualTo(reference.previousEpoch(epoch));
            assertThat(ours.nextEpoch(epoch)).as(where).isEqualTo(reference.nextEpoch(epoch));
        }
        for (long offset = 0; offset <= OFFSETS; offset += 7) {
            assertThat(ours.epochForOffset(offset)).as(where).isEqualTo(reference.epochForOffset(offset));
            assertThat(ours.entriesInRange(offset - 3, offset + 9))
                    .as(where)
                    .isEqualTo(entries(reference.epochEntriesInRange(offset - 3, offset + 9)));
        }
    }

    private static List<EpochEntry> entries(List<org.apache.kafka.storage.internals.log.EpochEntry> entries) {
        return entries.stream()
                .map(entry -> new EpochEntry(entry.epoch(), entry.startOffset()))
                .toList();
    }

    private LeaderEpochFileCache reference() throws IOException {
        Path partition = Files.createDirectories(folder.resolve("topic-0"));
        LeaderEpochCheckpointFile file = new LeaderEpochCheckpointFile(
                partition.resolve("leader-epoch-checkpoint").toFile(), new LogDirFailureChannel(1));
        return new LeaderEpochFileCache(new TopicPartition("topic", 0), file, new NoScheduler());
    }

    /** The reference flushes its file later; nobody reads it here. */
    private static final class NoScheduler implements Scheduler {
        @Override
        public void startup() {}

        @Override
        public void shutdown() {}

        @Override
        public ScheduledFuture<?> schedule(String name, Runnable task, long delayMs, long periodMs) {
            return null;
        }

        @Override
        public void resizeThreadPool(int newSize) {}
    }
}
