package io.ottla.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.metrics.Counter;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.net.FrameClient;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.MetadataRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients see of a broker that stops. */
@Timeout(60)
class ClosingTest {
    private static final int BY_NAME = 12;
    private static final int LONGER_THAN_ANY_PATIENCE_MS = 600_000;

    @Test
    void aFetchThatWaitsIsAnsweredAndDoesNotHoldUpTheStop() throws Exception {
        Ottla broker = Ottla.start();
        int port = broker.endpoints().getFirst().port();
        try (FrameClient client = new FrameClient(new InetSocketAddress("localhost", port))) {
            MetadataRequest topic =
                    new MetadataRequest().topics(List.of(new MetadataRequest.MetadataRequestTopic().name("t")));
            client.send(Calls.request(ApiKey.METADATA, BY_NAME, 1, topic));
            client.read();
            client.send(Calls.request(ApiKey.FETCH, BY_NAME, 2, waitingFetch()));
            awaitFetch(broker);

            broker.close();

            FetchResponse response = Calls.response(client.read(), ApiKey.FETCH, BY_NAME, 2, FetchResponse::read);
            assertThat(response.responses().getFirst().partitions())
                    .singleElement()
                    .satisfies(partition -> {
                        assertThat(partition.errorCode()).isZero();
                        assertThat(partition.records().sizeInBytes()).isZero();
                    });
            assertThat(client.isClosedByBroker()).isTrue();
        } finally {
            broker.close();
        }
    }

    private static FetchRequest waitingFetch() {
        return new FetchRequest()
                .maxWaitMs(LONGER_THAN_ANY_PATIENCE_MS)
                .minBytes(1)
                .maxBytes(1 << 20)
                .topics(List.of(new FetchRequest.FetchTopic()
                        .topic("t")
                        .partitions(List.of(
                                new FetchRequest.FetchPartition().partition(0).partitionMaxBytes(1 << 20)))));
    }

    private static void awaitFetch(Ottla broker) throws InterruptedException {
        Counter fetches = broker.metrics().counter(MetricName.of("requests_total", "api", ApiKey.FETCH.apiName()));
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (fetches.sum() == 0) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadlineNs);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
