package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.junit.jupiter.api.Test;

class SequenceTest {
    @Test
    void sequencesWrapToZeroAfterTheLargestInt() {
        assertThat(Sequence.plus(Integer.MAX_VALUE, 1)).isZero();
        assertThat(Sequence.plus(Integer.MAX_VALUE - 2, 5)).isEqualTo(2);
        assertThat(Sequence.minus(0, 1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Sequence.minus(2, 5)).isEqualTo(Integer.MAX_VALUE - 2);
    }

    @Test
    void aBatchFollowsAnotherAcrossTheWrap() {
        assertThat(Sequence.follows(-1, 0)).isTrue();
        assertThat(Sequence.follows(41, 42)).isTrue();
        assertThat(Sequence.follows(Integer.MAX_VALUE, 0)).isTrue();
        assertThat(Sequence.follows(Integer.MAX_VALUE, Integer.MIN_VALUE)).isFalse();
        assertThat(Sequence.follows(41, 41)).isFalse();
        assertThat(Sequence.follows(41, 43)).isFalse();
    }

    @Test
    void sumsAndDifferencesAreTheReferences() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            int sequence = random.nextInt(Integer.MAX_VALUE);
            int count = random.nextInt(Integer.MAX_VALUE);
            assertThat(Sequence.plus(sequence, count)).isEqualTo(DefaultRecordBatch.incrementSequence(sequence, count));
            assertThat(Sequence.minus(sequence, count))
                    .isEqualTo(DefaultRecordBatch.decrementSequence(sequence, count));
        }
    }
}
