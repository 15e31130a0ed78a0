package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.coordinator.transaction.SimulatedPartition.Written;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.batch.BatchRecord;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordReader;
import io.ottla.wire.batch.TransactionMarker;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse.AbortedTransaction;
import io.ottla.wire.message.FetchResponse.PartitionData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/** A partition of a broker, as its log is when {@link #refresh} reads it, and as consumers of committed records make it out. */
final class LoggedPartition implements ObservedPartition {
    private static final int UNPACKED_BYTES_MAX = 1 << 16;
    private static final byte READ_COMMITTED = 1;

    private final TopicPartition name;
    private final Requests requests;
    private final List<Written> log = new ArrayList<>();
    private final List<Boolean> outcomes = new ArrayList<>();
    private List<Written> committed = List.of();

    LoggedPartition(TopicPartition name, Requests requests) {
        this.name = name;
        this.requests = requests;
    }

    /** What a client writes down, so that it is known again. */
    static String text(Written record) {
        return record.transaction() + " " + record.value();
    }

    private static Written written(RecordBatch batch, BatchRecord record) {
        String[] parts =
                StandardCharsets.UTF_8.decode(record.value()).toString().split(" ", 2);
        return new Written(batch.producerId(), parts[0], Integer.parseInt(parts[1]));
    }

    /** Reads all of it anew. Nothing that was read before, committed or not, may be gone or be something else. */
    void refresh() {
        List<Written> before = List.copyOf(log);
        List<Written> committedBefore = committed;
        log.clear();
        outcomes.clear();
        Records.batches(fetch((byte) 0).records()).forEach(this::take);
        committed = committed(fetch(READ_COMMITTED));

        assertThat(beginning(log, before.size()))
                .as("lost-write or inconsistent-offsets on %s", name)
                .isEqualTo(before);
        assertThat(beginning(committed, committedBefore.size()))
                .as("poll-skip on %s", name)
                .isEqualTo(committedBefore);
        int firstOpen = outcomes.indexOf(null);
        List<Written> decided = new ArrayList<>();
        for (int i = 0; i < (firstOpen < 0 ? log.size() : firstOpen); i++) {
            if (outcomes.get(i)) {
                decided.add(log.get(i));
            }
        }
        assertThat(committed).as("aborted or precommitted read on %s", name).isEqualTo(decided);
    }

    private static List<Written> beginning(List<Written> records, int count) {
        return records.subList(0, Math.min(count, records.size()));
    }

    private PartitionData fetch(byte isolation) {
        FetchRequest request = Requests.fetchRequest(name.topic(), Requests.at(name.partition(), 0))
                .isolationLevel(isolation);
        return Requests.only(requests.broker.call(requests.fetch, Requests.FETCH, request));
    }

    private void take(RecordBatch batch) {
        try (RecordReader reader = RecordReader.open(batch, UNPACKED_BYTES_MAX)) {
            while (reader.hasNext()) {
                BatchRecord record = reader.next();
                if (batch.isControl()) {
                    settle(batch.producerId(), TransactionMarker.of(record).commit());
                } else {
                    log.add(written(batch, record));
                    outcomes.add(null);
                }
            }
        }
    }

    private void settle(long producerId, boolean commit) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).producerId() == producerId && outcomes.get(i) == null) {
                outcomes.set(i, commit);
            }
        }
    }

    /** As a consumer does it: it is told where aborted transactions begin, and sees by the markers where they end. */
    private static List<Written> committed(PartitionData data) {
        Queue<AbortedTransaction> toCome =
                new PriorityQueue<>(Comparator.comparingLong(AbortedTransaction::firstOffset));
        if (data.abortedTransactions() != null) {
            toCome.addAll(data.abortedTransactions());
        }
        Set<Long> aborted = new HashSet<>();
        List<Written> records = new ArrayList<>();
        for (RecordBatch batch : Records.batches(data.records())) {
            while (!toCome.isEmpty() && toCome.peek().firstOffset() <= batch.lastOffset()) {
                aborted.add(toCome.remove().producerId());
            }
            try (RecordReader reader = RecordReader.open(batch, UNPACKED_BYTES_MAX)) {
                BatchRecord record = reader.next();
                if (batch.isControl()) {
                    aborted.remove(batch.producerId());
                } else if (!aborted.contains(batch.producerId())) {
                    records.add(written(batch, record));
                }
            }
        }
        return records;
    }

    @Override
    public TopicPartition name() {
        return name;
    }

    @Override
    public List<Written> log() {
        return log;
    }

    @Override
    public List<Boolean> outcomes() {
        return outcomes;
    }

    @Override
    public List<Written> readCommitted() {
        return committed;
    }
}
