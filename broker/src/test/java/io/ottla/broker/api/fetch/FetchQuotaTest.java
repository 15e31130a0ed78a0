package io.ottla.broker.api.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.dispatch.Principal;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who fetches more than its quota gets nothing, and is not heard for a while. */
class FetchQuotaTest {
    private static final int BATCHES = 10;

    private final SimulatedBroker broker = SimulatedBroker.start(3);
    private final Requests requests = new Requests(broker);
    private int batchBytes;

    @BeforeEach
    void fillATopic() {
        broker.createTopic("topic", 3);
        for (int batch = 0; batch < BATCHES; batch++) {
            requests.appendAll("topic", 1, "a");
        }
        batchBytes = Records.batch(broker.nowMs(), "a").sizeInBytes();
    }

    private Answered<FetchResponse> fetch(FetchRequest request) {
        Answered<FetchResponse> answered = requests.sendFetch(request);
        broker.settle();
        return answered;
    }

    private Answered<FetchResponse> fetchFrom(long offset) {
        return fetch(Requests.fetchRequest("topic", Requests.at(1, offset)));
    }

    private static int bytes(Answered<FetchResponse> fetched) {
        return Requests.only(fetched.response()).records().sizeInBytes();
    }

    @Test
    void aFetchIsMadeSmallerThanWhatWouldBeTooMuchInAnyCase() {
        requests.setQuota("consumer_byte_rate", batchBytes / 5.0);

        Answered<FetchResponse> fetched = fetchFrom(0);

        assertThat(bytes(fetched)).isEqualTo(2 * batchBytes);
        assertThat(fetched.throttledMs()).isZero();
    }

    @Test
    void whoIsOverQuotaGetsNothingAndIsToldForHowLongToWait() {
        requests.setQuota("consumer_byte_rate", batchBytes / 5.0);
        fetchFrom(0);

        Answered<FetchResponse> over = fetchFrom(2);

        assertThat(over.response().responses()).isEmpty();
        assertThat(over.response().errorCode()).isZero();
        assertThat(over.response().throttleTimeMs()).isPositive();
        assertThat(over.throttledMs()).isEqualTo(over.response().throttleTimeMs());
    }

    @Test
    void whatWasNotBroughtIsNotCharged() {
        requests.setQuota("consumer_byte_rate", batchBytes / 5.0);
        fetchFrom(0);
        fetchFrom(2);
        fetchFrom(2);

        broker.advance(11_000);

        assertThat(bytes(fetchFrom(2))).isEqualTo(2 * batchBytes);
    }

    @Test
    void aSessionGoesOnAsIfNothingHadBeenRead() {
        requests.setQuota("consumer_byte_rate", batchBytes / 5.0);
        FetchResponse opened = fetch(
                        Requests.fetchRequest("topic", Requests.at(1, 0)).sessionEpoch(0))
                .response();
        FetchRequest next = new FetchRequest()
                .sessionId(opened.sessionId())
                .maxWaitMs(0)
                .minBytes(1)
                .maxBytes(1 << 20)
                .topics(Requests.fetchRequest("topic", Requests.at(1, 2)).topics());

        FetchResponse over = fetch(next.sessionEpoch(1)).response();

        assertThat(over.sessionId()).isEqualTo(opened.sessionId());
        assertThat(over.responses()).isEmpty();
        assertThat(over.throttleTimeMs()).isPositive();

        broker.advance(11_000);
        assertThat(bytes(fetch(next.sessionEpoch(2)))).isEqualTo(2 * batchBytes);
    }

    @Test
    void noSessionIsOpenedForWhoGetsNothing() {
        requests.setQuota("consumer_byte_rate", batchBytes / 5.0);
        fetchFrom(0);

        FetchResponse over = fetch(
                        Requests.fetchRequest("topic", Requests.at(1, 2)).sessionEpoch(0))
                .response();

        assertThat(over.sessionId()).isZero();
        assertThat(over.responses()).isEmpty();
    }

    @Test
    void whoHasTakenTooMuchTimeGetsNothingEither() {
        requests.setQuota("request_percentage", 1);
        assertThat(bytes(fetchFrom(0))).isEqualTo(BATCHES * batchBytes);
        RequestContext client = new RequestContext(
                Calls.CONNECTION, Principal.ANONYMOUS, (short) Requests.FETCH, 1, "test-client", 100, broker.nowMs());
        requests.quotas.spent(client, TimeUnit.SECONDS.toNanos(1));

        Answered<FetchResponse> over = fetchFrom(0);

        assertThat(over.response().responses()).isEmpty();
        assertThat(over.response().throttleTimeMs()).isEqualTo(1_000);
        assertThat(over.throttledMs()).isEqualTo(1_000);
    }

    @Test
    void whatIsNotBroughtIsLetGo() {
        requests.setQuota("consumer_byte_rate", batchBytes / 5.0);
        fetchFrom(0);
        fetchFrom(2);

        broker.stop();
    }
}
