package io.ottla.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.segment.SegmentFileName.Kind;
import io.ottla.storage.segment.SegmentFileName.Stage;
import org.junit.jupiter.api.Test;

class SegmentFileNameTest {
    @Test
    void hasTwentyDigits() {
        assertThat(SegmentFileName.of(0, Kind.LOG)).isEqualTo("00000000000000000000.log");
        assertThat(SegmentFileName.of(Long.MAX_VALUE, Kind.TIME_INDEX)).isEqualTo("09223372036854775807.timeindex");
        assertThat(SegmentFileName.of(42, Kind.TRANSACTION_INDEX, Stage.DELETED))
                .isEqualTo("00000000000000000042.txnindex.deleted");
    }

    @Test
    void readsWhatItWrites() {
        for (Kind kind : Kind.values()) {
            for (Stage stage : Stage.values()) {
                SegmentFileName name = new SegmentFileName(123, kind, stage);
                assertThat(SegmentFileName.parse(name.toString())).contains(name);
            }
        }
    }

    @Test
    void knowsOtherNamesAsOthers() {
        assertThat(SegmentFileName.parse("leader-epoch-checkpoint")).isEmpty();
        assertThat(SegmentFileName.parse("partition.metadata")).isEmpty();
        assertThat(SegmentFileName.parse("00000000000000000000")).isEmpty();
        assertThat(SegmentFileName.parse("0000000000000000000.log")).isEmpty();
        assertThat(SegmentFileName.parse("00000000000000000000.logs")).isEmpty();
        assertThat(SegmentFileName.parse("99999999999999999999.log")).isEmpty();
        assertThat(SegmentFileName.parse("00000000000000000007-0000000001.checkpoint"))
                .isEmpty();
    }
}
