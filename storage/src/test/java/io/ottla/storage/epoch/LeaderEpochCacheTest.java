package io.ottla.storage.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderEpochCacheTest {
    private static final long LOG_END = 100;

    @Test
    void anEmptyCacheKnowsNothing() {
        LeaderEpochCache cache = new LeaderEpochCache();
        assertThat(cache.latestEpoch()).isEmpty();
        assertThat(cache.endOffsetFor(0, LOG_END).isDefined()).isFalse();
        assertThat(cache.epochForOffset(0)).isEmpty();
        assertThat(cache.truncateFromEnd(0)).isFalse();
        assertThat(cache.truncateFromStart(0)).isFalse();
    }

    @Test
    void aRepeatedNoteChangesNothing() {
        LeaderEpochCache cache = new LeaderEpochCache();
        assertThat(cache.assign(2, 10)).isTrue();
        assertThat(cache.assign(2, 10)).isFalse();
        assertThat(cache.assign(2, 15)).isFalse();
        assertThat(cache.entries()).containsExactly(new EpochEntry(2, 10));
    }

    @Test
    void aNoteThatStartsLowerCounts() {
        LeaderEpochCache cache = cache(2, 10);
        assertThat(cache.assign(2, 7)).isTrue();
        assertThat(cache.entries()).containsExactly(new EpochEntry(2, 7));
    }

    @Test
    void entriesThatANewOneContradictsGo() {
        LeaderEpochCache cache = cache(2, 10, 4, 20, 6, 30);
        assertThat(cache.assign(5, 20)).isTrue();
        assertThat(cache.entries()).containsExactly(new EpochEntry(2, 10), new EpochEntry(5, 20));
    }

    @Test
    void epochsAndOffsetsAreNotNegative() {
        LeaderEpochCache cache = new LeaderEpochCache();
        assertThatThrownBy(() -> cache.assign(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.assign(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEpochEndsWhereTheNextBegins() {
        LeaderEpochCache cache = cache(2, 10, 4, 20, 6, 30);
        assertThat(cache.endOffsetFor(2, LOG_END)).isEqualTo(new EpochEndOffset(2, 20));
        assertThat(cache.endOffsetFor(4, LOG_END)).isEqualTo(new EpochEndOffset(4, 30));
    }

    @Test
    void theLatestEpochEndsWithTheLog() {
        assertThat(cache(2, 10, 4, 20).endOffsetFor(4, LOG_END)).isEqualTo(new EpochEndOffset(4, LOG_END));
    }

    @Test
    void anEpochWithoutRecordsEndsWithTheOneBeforeIt() {
        assertThat(cache(2, 10, 6, 30).endOffsetFor(5, LOG_END)).isEqualTo(new EpochEndOffset(2, 30));
    }

    @Test
    void anEpochOlderThanTheLogEndsWhereTheLogBegins() {
        assertThat(cache(2, 10, 6, 30).endOffsetFor(1, LOG_END)).isEqualTo(new EpochEndOffset(1, 10));
    }

    @Test
    void anEpochNewerThanTheLogIsNotKnown() {
        assertThat(cache(2, 10).endOffsetFor(3, LOG_END)).isEqualTo(EpochEndOffset.UNDEFINED);
        assertThat(cache(2, 10).endOffsetFor(-1, LOG_END)).isEqualTo(EpochEndOffset.UNDEFINED);
    }

    @Test
    void truncatingTheEndDropsEpochsThatStartThereOrLater() {
        LeaderEpochCache cache = cache(2, 10, 4, 20, 6, 30);
        assertThat(cache.truncateFromEnd(31)).isFalse();
        assertThat(cache.truncateFromEnd(20)).isTrue();
        assertThat(cache.entries()).containsExactly(new EpochEntry(2, 10));
    }

    @Test
    void truncatingTheStartLetsTheCurrentEpochStartThere() {
        LeaderEpochCache cache = cache(2, 10, 4, 20, 6, 30);
        assertThat(cache.truncateFromStart(25)).isTrue();
        assertThat(cache.entries()).containsExactly(new EpochEntry(4, 25), new EpochEntry(6, 30));
        assertThat(cache.truncateFromStart(25)).isFalse();
        assertThat(cache.truncateFromStart(5)).isFalse();
        assertThat(cache.truncateFromStart(500)).isTrue();
        assertThat(cache.entries()).containsExactly(new EpochEntry(6, 500));
    }

    @Test
    void epochsAreFoundByOffset() {
        LeaderEpochCache cache = cache(2, 10, 4, 20);
        assertThat(cache.epochForOffset(9)).isEmpty();
        assertThat(cache.epochForOffset(10)).hasValue(2);
        assertThat(cache.epochForOffset(19)).hasValue(2);
        assertThat(cache.epochForOffset(20)).hasValue(4);
        assertThat(cache.epochForOffset(2_000)).hasValue(4);
    }

    @Test
    void aRangeHasTheEpochsThatReachIntoIt() {
        LeaderEpochCache cache = cache(2, 10, 4, 20, 6, 30);
        assertThat(cache.entriesInRange(15, 30)).containsExactly(new EpochEntry(2, 15), new EpochEntry(4, 20));
        assertThat(cache.entries()).hasSize(3);
    }

    private static LeaderEpochCache cache(int... epochsAndOffsets) {
        LeaderEpochCache cache = new LeaderEpochCache(List.of());
        for (int i = 0; i < epochsAndOffsets.length; i += 2) {
            cache.assign(epochsAndOffsets[i], epochsAndOffsets[i + 1]);
        }
        return cache;
    }
}
