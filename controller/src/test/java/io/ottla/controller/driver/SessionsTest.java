package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.decide.BrokerHeartbeat;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private static final Uuid OTHER_DIRECTORY = new Uuid(8, 8);

    private final Harness harness = new Harness(1);

    private long startOther() throws IOException {
        long epoch = harness.call(harness.registration(2, OTHER_DIRECTORY));
        harness.call(harness.heartbeat(2, epoch, false));
        return epoch;
    }

    @Test
    void aBrokerThatIsNotHeardOfIsFenced() throws IOException {
        harness.open();
        startOther();

        harness.nowMs += Harness.SESSION_TIMEOUT_MS;
        harness.turn();
        assertThat(harness.image().nodes().broker(2).fenced()).isFalse();

        harness.nowMs += 1;
        harness.turn();
        assertThat(harness.image().nodes().broker(2).fenced()).isTrue();
        assertThat(harness.image()).isEqualTo(harness.replayed());
    }

    @Test
    void heartbeatsKeepABrokerIn() throws IOException {
        harness.open();
        long epoch = startOther();
        for (int beat = 0; beat < 10; beat++) {
            harness.nowMs += Harness.SESSION_TIMEOUT_MS - 1;
            harness.call(harness.heartbeat(2, epoch, false));
        }

        assertThat(harness.image().nodes().broker(2).fenced()).isFalse();
    }

    @Test
    void aHeartbeatThatWaitedInTheInboxCounts() throws IOException {
        harness.open();
        long epoch = startOther();
        harness.nowMs += Harness.SESSION_TIMEOUT_MS * 2;

        assertThat(harness.call(harness.heartbeat(2, epoch, false)).fenced()).isFalse();
        assertThat(harness.image().nodes().broker(2).fenced()).isFalse();
    }

    @Test
    void afterARestartOthersGetTheTimeOfASession() throws IOException {
        harness.open();
        startOther();
        harness.killAndOpen();

        assertThat(harness.submit(harness.registration(2, OTHER_DIRECTORY))).satisfies(answer -> {
            harness.turn();
            assertThat(answer.error.code()).isEqualTo(ErrorCode.DUPLICATE_BROKER_REGISTRATION);
        });
        harness.nowMs += Harness.SESSION_TIMEOUT_MS + 1;
        harness.turn();
        assertThat(harness.image().nodes().broker(2).fenced()).isTrue();
        assertThat(harness.call(harness.registration(2, OTHER_DIRECTORY))).isPositive();
    }

    @Test
    void theNodesOwnBrokerNeedNotWaitForItsFormerSelf() throws IOException {
        harness.open();
        harness.startBroker();
        harness.killAndOpen();

        assertThat(harness.startBroker()).isPositive();
        assertThat(harness.image().nodes().broker(Harness.NODE).fenced()).isFalse();
    }

    @Test
    void goesDownInGoodOrder() throws IOException {
        harness.open();
        long epoch = harness.startBroker();
        harness.call(Harness.topic("t", 1));

        BrokerHeartbeat.Reply first = harness.call(harness.heartbeat(Harness.NODE, epoch, true));
        assertThat(first.inControlledShutdown()).isTrue();
        BrokerHeartbeat.Reply second = harness.call(harness.heartbeat(Harness.NODE, epoch, true));
        assertThat(second.shouldShutDown()).isTrue();
        assertThat(harness.image().nodes().broker(Harness.NODE).fenced()).isTrue();
    }
}
