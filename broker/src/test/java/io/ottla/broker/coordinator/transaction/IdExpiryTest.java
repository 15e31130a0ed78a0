package io.ottla.broker.coordinator.transaction;

import static io.ottla.broker.coordinator.transaction.CoordinatorRun.ID;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.ID_EXPIRATION_MS;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.OLD;
import static io.ottla.broker.coordinator.transaction.CoordinatorRun.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Transactional ids that nobody has used for long. */
class IdExpiryTest {
    private static final int LOOK_MS = CoordinatorRun.SETTINGS.expiryCheckIntervalMs();

    private final CoordinatorRun run = new CoordinatorRun(2);

    @Test
    void theyAreForgotten() {
        ProducerIdAndEpoch producer = run.initialised();
        run.advance(ID_EXPIRATION_MS - 1L);
        assertThat(run.machine.book().find(ID)).isPresent();

        run.advance(LOOK_MS);

        assertThat(run.machine.book().find(ID)).isEmpty();
        assertThat(run.add(producer, OLD, P0)).isEqualTo(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        assertThat(run.replayed().book().all()).isEmpty();
    }

    @Test
    void whoeverComesBackIsANewProducer() {
        run.initialised();
        run.advance(ID_EXPIRATION_MS + (long) LOOK_MS);
        assertThat(run.initialised()).isEqualTo(new ProducerIdAndEpoch(4_001, (short) 0));
    }

    @Test
    void anythingThatIsDoneWithAnIdKeepsIt() {
        run.initialised();
        run.advance(ID_EXPIRATION_MS / 2);
        run.initialised();
        run.advance(ID_EXPIRATION_MS / 2 + LOOK_MS);
        assertThat(run.machine.book().find(ID)).isPresent();
    }

    @Test
    void aTransactionThatIsBeingEndedKeepsIt() {
        run.end(run.ongoing(OLD), true, OLD);
        run.advance(2L * ID_EXPIRATION_MS);
        assertThat(run.state()).isEqualTo(TransactionState.PREPARE_COMMIT);
    }

    @Test
    void manyAreForgottenInTurns() {
        for (int i = 0; i < 1_200; i++) {
            run.ask(new TransactionCommand.InitialiseProducer(
                    "id " + i, 1_000, Optional.empty(), OptionalLong.empty()));
        }
        run.advance(ID_EXPIRATION_MS + (long) LOOK_MS);
        assertThat(run.machine.book().all()).isEmpty();
    }
}
