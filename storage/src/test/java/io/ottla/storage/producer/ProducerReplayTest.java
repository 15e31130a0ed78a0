package io.ottla.storage.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a table knows live is what it knows after the log was read again, from the start or from any snapshot. */
class ProducerReplayTest {
    private static final ProducerSettings SETTINGS = new ProducerSettings(Integer.MAX_VALUE, false, 60_000);
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private record Taken(int after, long offset, ProducerSnapshot snapshot) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void obligation6_liveStateIsReplayedState(long seed) throws ProducerSnapshot.Corrupt {
        Random random = new Random(seed);
        SeededAppends appends = new SeededAppends(random);
        ProducerStateTable live = new ProducerStateTable(PARTITION, SETTINGS);
        List<ProducerAppend> log = new ArrayList<>();
        List<Taken> snapshots = new ArrayList<>();
        snapshots.add(new Taken(0, 0, live.snapshot()));
        for (int round = 0; round < 600; round++) {
            if (random.nextInt(20) == 0) {
                ProducerSnapshot onDisk =
                        ProducerSnapshot.decode(live.snapshot().encode());
                snapshots.add(new Taken(log.size(), live.endOffset(), onDisk));
            }
            append(random, appends, live, log);
        }
        assertThat(log).hasSizeGreaterThan(200);
        for (Taken taken : snapshots) {
            ProducerStateTable replayed = new ProducerStateTable(PARTITION, SETTINGS);
            replayed.restore(taken.snapshot, taken.offset, 0);
            log.subList(taken.after, log.size()).forEach(replayed::apply);

            assertThat(replayed.snapshot()).isEqualTo(live.snapshot());
            assertThat(replayed.endOffset()).isEqualTo(live.endOffset());
            assertThat(replayed.firstUndecidedOffset()).isEqualTo(live.firstUndecidedOffset());
            // What was ended before the snapshot was replicated, or it would not be in it.
            live.highWatermarkAdvanced(live.endOffset());
            replayed.highWatermarkAdvanced(replayed.endOffset());
            assertThat(replayed.firstUnstableOffset()).isEqualTo(live.firstUnstableOffset());
        }
    }

    private static void append(
            Random random, SeededAppends appends, ProducerStateTable live, List<ProducerAppend> log) {
        long offset = live.endOffset();
        if (random.nextInt(5) == 0) {
            ProducerAppend.Marker marker = appends.marker(offset, offset);
            if (live.decide(marker, AppendOrigin.COORDINATOR, (short) 0) instanceof AppendVerdict.Accepted) {
                live.apply(marker);
                appends.accepted(marker);
                log.add(marker);
            }
        } else {
            ProducerAppend.Records records = appends.records(offset, offset);
            if (live.decide(records, AppendOrigin.CLIENT) instanceof AppendVerdict.Accepted) {
                live.apply(records);
                appends.accepted(records);
                log.add(records);
            }
        }
    }
}
