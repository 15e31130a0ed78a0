package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OwnTarget;
import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import io.ottla.compat.transactions.RawTransactions.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a producer sends again since it has heard nothing is there once, and its transaction goes on, after whatever befell the
 * broker.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DeduplicationTest {
    private static final int INIT = 5;
    private static final int PRODUCE = 12;
    private static final int END = 5;
    private static final String TOPIC = "topic";

    @TempDir
    private Path folder;

    static Stream<Arguments> restarts() {
        return OwnTarget.kinds().flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
    }

    /** Killed, it has the log alone; stopped, a snapshot of what it knows of producers. */
    @ParameterizedTest(name = "{0}, killed: {1}")
    @MethodSource("restarts")
    void obligation6_whatIsSentAgainAfterARestartIsThereOnce(TargetKind kind, boolean killed) throws Exception {
        try (Target target = kind.create(TargetSettings.in(folder))) {
            target.start();
            Clients.createTopic(target, TOPIC, 1, Map.of());
            Identity identity;
            try (RawTransactions before = new RawTransactions(target, "tx")) {
                identity = before.init(INIT);
                assertThat(before.produce(PRODUCE, identity, TOPIC, 0, "first")).isEqualTo(Errors.NONE);
                assertThat(before.produce(PRODUCE, identity, TOPIC, 1, "second"))
                        .isEqualTo(Errors.NONE);
            }
            if (killed) {
                target.kill();
            } else {
                target.stop();
            }
            target.start();
            try (RawTransactions after = new RawTransactions(target, "tx")) {
                Await.until(
                        Transactional.SOON,
                        () -> "the partition to be led again",
                        () -> after.produce(PRODUCE, identity, TOPIC, 1, "second") == Errors.NONE);
                assertThat(after.produce(PRODUCE, identity, TOPIC, 3, "after a gap"))
                        .isEqualTo(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
                assertThat(after.produce(PRODUCE, identity, TOPIC, 2, "third")).isEqualTo(Errors.NONE);
                Await.until(
                        Transactional.SOON, () -> "the commit", () -> after.ended(END, identity, true) == Errors.NONE);
            }
            Await.until(
                    Transactional.SOON,
                    () -> "each value once",
                    () -> Transactional.committed(target, TOPIC).equals(List.of("first", "second", "third")));
        }
    }
}
