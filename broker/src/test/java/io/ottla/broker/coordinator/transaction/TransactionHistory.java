package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ottla.broker.coordinator.transaction.SimulatedPartition.Written;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What clients were told, held against what partitions have: the anomalies that transactions are there to keep away. */
final class TransactionHistory {
    private final Map<String, Boolean> told = new HashMap<>();
    private final Map<String, Integer> beganAt = new HashMap<>();
    private long committedCount;

    /** A client has read how far its group has come, and begins a transaction that rests on it. */
    void began(String transaction, int position) {
        beganAt.put(transaction, position);
    }

    /** A client was told that its transaction has ended. */
    void ended(String transaction, boolean committed) {
        told.put(transaction, committed);
        if (committed) {
            committedCount++;
        }
    }

    boolean isOver(String transaction) {
        return told.containsKey(transaction);
    }

    long committed() {
        return committedCount;
    }

    /** At any time: a transaction has one outcome (no G1a), and it is the one that was told. */
    void check(List<? extends ObservedPartition> all) {
        Map<String, Boolean> outcomes = new HashMap<>(told);
        for (ObservedPartition partition : all) {
            for (int i = 0; i < partition.log().size(); i++) {
                Boolean outcome = partition.outcomes().get(i);
                if (outcome != null) {
                    String transaction = partition.log().get(i).transaction();
                    Boolean other = outcomes.putIfAbsent(transaction, outcome);
                    if (other != null && !other.equals(outcome)) {
                        fail("%s has two outcomes: %s has %s", transaction, partition.name(), outcome);
                    }
                }
            }
        }
    }

    /**
     * At any time: nothing is seen twice, and nothing is precommitted: an offset that is committed, or about to be, covers it.
     */
    void checkOutputs(String transactionalId, List<? extends ObservedPartition> outputs, ObservedPartition offsets) {
        int positionAtMost = furthest(offsets);
        Set<Integer> seen = new HashSet<>();
        for (ObservedPartition partition : outputs) {
            for (Written record : partition.readCommitted()) {
                if (isOf(record, transactionalId) && !seen.add(record.value())) {
                    fail("%s on %s is there once more", record, partition.name());
                }
                if (isOf(record, transactionalId) && record.value() >= positionAtMost) {
                    fail("%s on %s is seen before %d", record, partition.name(), positionAtMost);
                }
            }
        }
    }

    /** The offsets' own marker may be on its way. */
    private static int furthest(ObservedPartition offsets) {
        int furthest = 0;
        for (int i = 0; i < offsets.log().size(); i++) {
            if (!Boolean.FALSE.equals(offsets.outcomes().get(i))) {
                furthest = Math.max(furthest, offsets.log().get(i).value());
            }
        }
        return furthest;
    }

    /** When all is quiet: everything is stable, nothing is lost, and nothing is there twice. */
    void checkWhenQuiet(String transactionalId, List<? extends ObservedPartition> outputs, int position) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (ObservedPartition partition : outputs) {
            assertThat(partition.isStable())
                    .as("%s is stable", partition.name())
                    .isTrue();
            for (Written record : partition.readCommitted()) {
                if (isOf(record, transactionalId)) {
                    counts.merge(record.value(), 1, Integer::sum);
                }
            }
        }
        for (int value = 0; value < position; value++) {
            assertThat(counts.get(value))
                    .as("how often %s has written %d", transactionalId, value)
                    .isEqualTo(1);
        }
        assertThat(counts).as("what %s has written", transactionalId).hasSize(position);
    }

    /**
     * When all is quiet: each committed transaction has read what the one committed before it has written, so that none rests on
     * one that rests on it (no G1c), and none on what was aborted.
     */
    void checkChain(ObservedPartition offsets) {
        int position = 0;
        for (Written record : offsets.readCommitted()) {
            assertThat(beganAt.get(record.transaction()))
                    .as("what %s, committed on %s, has read", record.transaction(), offsets.name())
                    .isEqualTo(position);
            position = record.value();
        }
    }

    private static boolean isOf(Written record, String transactionalId) {
        return record.transaction().startsWith(transactionalId + "/");
    }
}
