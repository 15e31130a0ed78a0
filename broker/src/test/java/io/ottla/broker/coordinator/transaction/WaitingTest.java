package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.NEW;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import org.junit.jupiter.api.Test;

/** Partitions that are added while the producer's last transaction is being ended. */
class WaitingTest {
    private final CoordinatorRun run = new CoordinatorRun(2);

    private ProducerIdAndEpoch endOne() {
        return ((TransactionAnswer.Ended) run.end(run.ongoing(NEW), true, NEW)).next();
    }

    @Test
    void whoIsPatientMayAskAgainWhenItIsComplete() {
        ProducerIdAndEpoch next = endOne();

        assertThat(run.addPatiently(next, "first", P0)).isEqualTo("waits");
        assertThat(run.addPatiently(next, "second", P1)).isEqualTo("waits");
        assertThat(run.woken).isEmpty();

        run.writeAllMarkers();
        assertThat(run.woken).containsExactly("first: WaitedLongEnough[]", "second: WaitedLongEnough[]");
        run.advance(1_000);
        assertThat(run.woken).hasSize(2);
        assertThat(run.addPatiently(next, "first", P0)).isEqualTo(new TransactionAnswer.PartitionsAdded());
    }

    @Test
    void patienceEnds() {
        ProducerIdAndEpoch next = endOne();
        run.addPatiently(next, "first", P0);

        run.advance(99);
        assertThat(run.woken).isEmpty();
        run.advance(1);
        assertThat(run.woken).containsExactly("first: WaitedTooLong[]");

        run.writeAllMarkers();
        assertThat(run.woken).hasSize(1);
    }

    @Test
    void whoIsNotPatientIsToldAtOnce() {
        assertThat(run.add(endOne(), NEW, P0)).isEqualTo(ErrorCode.CONCURRENT_TRANSACTIONS);
    }
}
