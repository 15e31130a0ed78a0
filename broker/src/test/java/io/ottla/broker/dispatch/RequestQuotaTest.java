package io.ottla.broker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.net.FrameClient;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.message.FindCoordinatorRequest;
import io.ottla.wire.message.FindCoordinatorResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has taken more of the broker's time than it may is answered, and told to wait. */
@Timeout(60)
class RequestQuotaTest {
    private static final BiConsumer<String, Responder<FindCoordinatorResponse>> AT_ONCE =
            (key, responder) -> responder.send(new FindCoordinatorResponse().host(key));

    private static FindCoordinatorResponse ask(
            ScriptedQuota quota, BiConsumer<String, Responder<FindCoordinatorResponse>> behaviour) throws IOException {
        try (DispatchServer server = new DispatchServer(List.of(new EchoHandler(true, behaviour)), quota);
                FrameClient client = server.connect()) {
            client.send(Calls.request(ApiKey.FIND_COORDINATOR, 3, 1, new FindCoordinatorRequest().key("a")));
            FindCoordinatorResponse first =
                    Calls.response(client.read(), ApiKey.FIND_COORDINATOR, 3, 1, FindCoordinatorResponse::read);
            client.send(Calls.request(ApiKey.FIND_COORDINATOR, 3, 2, new FindCoordinatorRequest().key("b")));
            Calls.response(client.read(), ApiKey.FIND_COORDINATOR, 3, 2, FindCoordinatorResponse::read);
            return first;
        }
    }

    @Test
    void theAnswerSaysForHowLong() throws IOException {
        ScriptedQuota quota = new ScriptedQuota(true, 20);

        FindCoordinatorResponse answer = ask(quota, AT_ONCE);

        assertThat(answer.host()).isEqualTo("a");
        assertThat(answer.throttleTimeMs()).isEqualTo(20);
        assertThat(quota.spentNs()).isNotEmpty().allMatch(spentNs -> spentNs > 0);
    }

    @Test
    void theLongerWaitCounts() throws IOException {
        assertThat(ask(
                                new ScriptedQuota(true, 20),
                                (key, responder) ->
                                        responder.sendThrottled(new FindCoordinatorResponse().throttleTimeMs(30), 30))
                        .throttleTimeMs())
                .isEqualTo(30);
    }

    @Test
    void nothingIsReckonedWhereNobodyHasALimit() throws IOException {
        ScriptedQuota quota = new ScriptedQuota(false, 20);

        assertThat(ask(quota, AT_ONCE).throttleTimeMs()).isZero();
        assertThat(quota.spentNs()).isEmpty();
    }
}
