package io.ottla.compat.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kafka-dump-log} reads what transactions leave: the coordinator's log, markers and the index of aborted ones. */
class DumpedTransactionsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void everyFileReadsWithoutAComplaint(TargetKind kind) throws Exception {
        TargetSettings settings = TargetSettings.in(folder).with("transaction.state.log.num.partitions", "1");
        try (Target target = kind.create(settings)) {
            target.start();
            Clients.createTopic(target, "topic", 1, Map.of());
            try (Producer<String, String> producer = Clients.producer(target, Map.of("transactional.id", "tx"))) {
                producer.initTransactions();
                for (int i = 0; i < 4; i++) {
                    producer.beginTransaction();
                    producer.send(new ProducerRecord<>("topic", "value-" + i)).get();
                    if (i % 2 == 0) {
                        producer.commitTransaction();
                    } else {
                        producer.abortTransaction();
                    }
                }
            }
            target.stop();
        }
        Path partition = settings.dataFolder().resolve("topic-0");
        List<String> records = LogDump.records(LogDump.files(partition, ".log"));
        assertThat(records.stream().filter(line -> line.contains("endTxnMarker: COMMIT coordinatorEpoch: 0")))
                .hasSize(2);
        assertThat(records.stream().filter(line -> line.contains("endTxnMarker: ABORT coordinatorEpoch: 0")))
                .hasSize(2);
        assertThat(LogDump.entries(LogDump.files(partition, ".txnindex")).stream()
                        .filter(line -> line.contains("firstOffset")))
                .hasSize(2);

        List<String> coordinator =
                LogDump.transactions(LogDump.files(settings.dataFolder().resolve("__transaction_state-0"), ".log"));
        assertThat(coordinator).anyMatch(line -> line.contains("\"transactionalId\":\"tx\""));
        assertThat(coordinator).anyMatch(line -> line.contains("\"transactionPartitions\":[{\"topic\":\"topic\""));
    }
}
