package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.transaction.SimulatedPartition.Fetched;
import io.ottla.broker.coordinator.transaction.SimulatedPartition.Offered;
import io.ottla.broker.coordinator.transaction.SimulatedPartition.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A consumer of committed records that reads on and on, while they are written, and remembers what it was given. */
final class SimulatedReader {
    private static final int ALL = Integer.MAX_VALUE;

    private final SimulatedPartition partition;
    private final List<Offered> seen = new ArrayList<>();
    private long position;

    SimulatedReader(SimulatedPartition partition) {
        this.partition = partition;
    }

    /** Reads a little further. Nothing that was read may ever turn out to be undecided, or aborted. */
    void poll(Random random) {
        read(1 + random.nextInt(8));
    }

    private void read(int count) {
        Fetched fetched = partition.fetch(position, count);
        for (Offered record : fetched.records()) {
            assertThat(record.offset()).as("nonmonotonic-poll").isGreaterThanOrEqualTo(position);
            assertThat(partition.outcomeAt(record.offset()))
                    .as("aborted or precommitted read of %s on %s", record, partition.name())
                    .isEqualTo(true);
        }
        assertThat(fetched.nextOffset()).as("nonmonotonic-poll").isGreaterThanOrEqualTo(position);
        seen.addAll(fetched.records());
        position = fetched.nextOffset();
    }

    /** When all is quiet: what came piece by piece is all that is committed, each once, and what another finds who begins anew. */
    void checkWhenQuiet() {
        read(ALL);
        assertThat(seen.stream().map(Offered::record).toList())
                .as("poll-skip, unseen, lost-write or duplicate on %s", partition.name())
                .isEqualTo(partition.readCommitted());
        List<Offered> anew = partition.fetch(0, ALL).records();
        assertThat(seen).as("inconsistent-offsets on %s", partition.name()).isEqualTo(anew);
        List<Written> committed = partition.readCommitted();
        for (int i = 0; i < committed.size(); i++) {
            for (int j = i + 1; j < committed.size(); j++) {
                boolean same =
                        committed.get(i).transaction().equals(committed.get(j).transaction());
                if (same) {
                    assertThat(committed.get(j).value())
                            .as("nonmonotonic-send of %s on %s", committed.get(j), partition.name())
                            .isGreaterThan(committed.get(i).value());
                }
            }
        }
    }
}
