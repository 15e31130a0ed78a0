package io.ottla.broker.api.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.message.ProduceResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who produces more than its quota is answered, and then not heard for a while. Each request is of 100 bytes. */
class ProduceQuotaTest {
    private final SimulatedBroker broker = SimulatedBroker.start(3);
    private final Requests requests = new Requests(broker);

    @BeforeEach
    void createTopic() {
        broker.createTopic("topic", 3);
    }

    private Answered<ProduceResponse> produce(int acks) {
        Answered<ProduceResponse> answered = broker.send(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(acks, "topic", 1, Records.batch(broker.nowMs(), "a")));
        broker.settle();
        return answered;
    }

    @Test
    void nobodyWaitsWithoutAQuota() {
        assertThat(produce(-1).response().throttleTimeMs()).isZero();
        assertThat(produce(-1).throttledMs()).isZero();
    }

    @Test
    void whoIsOverQuotaIsAnsweredAndToldForHowLongToWait() {
        requests.setQuota("producer_byte_rate", 10);
        assertThat(produce(-1).response().throttleTimeMs()).isZero();

        Answered<ProduceResponse> over = produce(-1);

        assertThat(over.response().throttleTimeMs()).isEqualTo(10_000);
        assertThat(over.throttledMs()).isEqualTo(10_000);
        assertThat(over.response()
                        .responses()
                        .getFirst()
                        .partitionResponses()
                        .getFirst()
                        .baseOffset())
                .isEqualTo(1);
    }

    @Test
    void whoWantsNoAnswerWaitsToo() {
        requests.setQuota("producer_byte_rate", 10);
        produce(0);

        Answered<ProduceResponse> over = produce(0);

        assertThat(over.endedWithNothing()).isTrue();
        assertThat(over.throttledMs()).isEqualTo(10_000);
    }

    @Test
    void afterAWhileTheQuotaIsThereAgain() {
        requests.setQuota("producer_byte_rate", 10);
        produce(-1);
        assertThat(produce(-1).throttledMs()).isPositive();

        broker.advance(11_000);

        assertThat(produce(-1).throttledMs()).isZero();
    }

    @Test
    void aQuotaThatIsTakenAwayHoldsNobodyUp() {
        requests.setQuota("producer_byte_rate", 10);
        produce(-1);
        assertThat(produce(-1).throttledMs()).isPositive();

        requests.removeQuota("producer_byte_rate");

        assertThat(produce(-1).throttledMs()).isZero();
    }
}
