package io.ottla.broker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Requests;
import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.partition.SimulatedBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has taken more time than it may waits a little, and is looked at anew. */
class RequestTimeTest {
    private final SimulatedBroker broker = SimulatedBroker.start(3);
    private final Requests requests = new Requests(broker);
    private final ClientQuotas quotas = requests.quotas;

    private int throttledMs() {
        List<Integer> told = new ArrayList<>();
        quotas.throttled(Calls.context(1), told::add);
        broker.settle();
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private void spend(long durationMs) {
        quotas.spent(Calls.context(1), TimeUnit.MILLISECONDS.toNanos(durationMs));
        broker.settle();
    }

    @Test
    void nobodyHasALimitUntilOneIsSet() {
        assertThat(quotas.isSet()).isFalse();
        requests.setQuota("request_percentage", 1);
        assertThat(quotas.isSet()).isTrue();
        requests.removeQuota("request_percentage");
        assertThat(quotas.isSet()).isFalse();
    }

    @Test
    void aHundredthOfTheTimeIsAHundredMillisecondsInTen() {
        requests.setQuota("request_percentage", 1);

        spend(100);
        assertThat(throttledMs()).isZero();
        spend(5);
        assertThat(throttledMs()).isEqualTo(500);
    }

    @Test
    void nobodyWaitsForMoreThanOneSample() {
        requests.setQuota("request_percentage", 1);

        spend(5_000);

        assertThat(throttledMs()).isEqualTo(1_000);
        broker.advance(11_000);
        assertThat(throttledMs()).isZero();
    }
}
