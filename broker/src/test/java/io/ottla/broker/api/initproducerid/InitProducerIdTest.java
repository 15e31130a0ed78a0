package io.ottla.broker.api.initproducerid;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.config.Settings;
import io.ottla.broker.coordinator.transaction.ProducerIdSource;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.InitProducerIdRequest;
import io.ottla.wire.message.InitProducerIdResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitProducerIdTest {
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private boolean controllerThere = true;
    private long nextBlock = 3_000;
    private final ProducerIdSource ids =
            new FreshProducerIds(broker.shards.all().getFirst(), answer -> {
                answer.accept(
                        controllerThere ? Optional.of(new ProducerIdBlocks.Block(nextBlock, 1_000)) : Optional.empty());
                nextBlock += 1_000;
            });
    private final InitProducerIdHandler handler = new InitProducerIdHandler(
            ids,
            new TransactionCoordinators(
                    Settings.builder().build().transactions(),
                    broker.service,
                    (marker, partitions, answer) -> {},
                    ids,
                    new MetricsRegistry()));

    @Test
    void everyProducerGetsAnIdOfItsOwnAtEpochZero() {
        for (int version = 0; version <= 5; version++) {
            InitProducerIdResponse response = init(version, idempotent());

            assertThat(response.errorCode()).isZero();
            assertThat(response.producerId()).isEqualTo(3_000 + version);
            assertThat(response.producerEpoch()).isZero();
        }
    }

    @Test
    void idsGoOnInTheNextBlock() {
        for (int i = 0; i < 1_000; i++) {
            init(5, idempotent());
        }

        assertThat(init(5, idempotent()).producerId()).isEqualTo(4_000);
    }

    @Test
    void aControllerOutOfReachIsWorthAnotherTry() {
        controllerThere = false;
        assertError(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, init(5, idempotent()));

        controllerThere = true;
        assertThat(init(5, idempotent()).errorCode()).isZero();
    }

    @Test
    void aTransactionalIdBelongsToItsCoordinatorWhichIsNotHere() {
        assertError(ErrorCode.NOT_COORDINATOR, init(5, new InitProducerIdRequest().transactionalId("tx")));
        assertError(ErrorCode.INVALID_REQUEST, init(5, new InitProducerIdRequest().transactionalId("")));
    }

    @Test
    void anIdWithoutItsEpochIsInvalid() {
        assertError(ErrorCode.INVALID_REQUEST, init(5, idempotent().producerId(4)));
    }

    /** As clients ask without transactions: the id is null, and not empty, which is the spec's default. */
    private static InitProducerIdRequest idempotent() {
        return new InitProducerIdRequest().transactionalId(null);
    }

    private InitProducerIdResponse init(int version, InitProducerIdRequest request) {
        return broker.call(handler, version, request);
    }

    private static void assertError(ErrorCode expected, InitProducerIdResponse response) {
        assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(expected);
        assertThat(response.producerId()).isEqualTo(-1);
    }
}
