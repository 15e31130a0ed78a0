package io.ottla.broker.fetchsession;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.fetchsession.SessionRequests.Fetched;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trap 38: how session id and epoch tell sessionless, opening, incremental and closing fetches apart. */
class FetchSessionCacheTest {
    private final SessionRequests client = new SessionRequests(10);

    @Test
    void trap38_sessionlessFetchIsServedForEver() {
        for (int i = 0; i < 3; i++) {
            FetchAnswer<Fetched> answer = client.full(0, -1, "a", "b");
            assertThat(answer.error()).isEqualTo(ErrorCode.NONE);
            assertThat(answer.sessionId()).isZero();
            assertThat(SessionRequests.names(answer)).containsExactly("a", "b");
        }
        assertThat(client.cache.size()).isZero();
    }

    @Test
    void epochZeroOpensASession() {
        FetchAnswer<Fetched> answer = client.full(0, 0, "a", "b");

        assertThat(answer.sessionId()).isNotZero();
        assertThat(SessionRequests.names(answer)).containsExactly("a", "b");
        assertThat(client.cache.size()).isEqualTo(1);
        assertThat(client.cache.partitionCount()).isEqualTo(2);
    }

    @Test
    void anIncrementalFetchReadsAllAndSendsOnlyNews() {
        int session = client.full(0, 0, "a", "b", "c").sessionId();

        FetchContext context = client.incremental(session, 1);
        assertThat(context.partitions())
                .extracting(partition -> partition.target().topicName())
                .containsExactly("a", "b", "c");
        FetchAnswer<Fetched> answer =
                context.answer(List.of(Fetched.empty("a"), Fetched.data("b", 100), Fetched.empty("c")), client.nowMs);

        assertThat(answer.sessionId()).isEqualTo(session);
        assertThat(SessionRequests.names(answer)).containsExactly("b");
    }

    @Test
    void aMovedWatermarkOrLogStartOrAnErrorIsNews() {
        int session = client.full(0, 0, "a", "b", "c", "d").sessionId();

        FetchAnswer<Fetched> answer = client.incremental(session, 1)
                .answer(
                        List.of(
                                Fetched.empty("a").withHighWatermark(11),
                                Fetched.empty("b").withLogStart(3),
                                Fetched.error("c"),
                                Fetched.empty("d")),
                        client.nowMs);

        assertThat(SessionRequests.names(answer)).containsExactly("a", "b", "c");
    }

    @Test
    void theAnswerAfterAnErrorGoesOutEvenWhenNothingMoved() {
        int session = client.full(0, 0, "a", "b").sessionId();
        client.incremental(session, 1).answer(List.of(Fetched.error("a"), Fetched.empty("b")), client.nowMs);

        FetchAnswer<Fetched> answer =
                client.incremental(session, 2).answer(List.of(Fetched.empty("a"), Fetched.empty("b")), client.nowMs);

        assertThat(SessionRequests.names(answer)).containsExactly("a");
    }

    @Test
    void trap40_aPartitionThatWasSentDataGoesToTheEnd() {
        int session = client.full(0, 0, "a", "b", "c").sessionId();

        client.incremental(session, 1)
                .answer(List.of(Fetched.data("a", 50), Fetched.empty("b"), Fetched.empty("c")), client.nowMs);

        assertThat(client.incremental(session, 2).partitions())
                .extracting(partition -> partition.target().topicName())
                .containsExactly("b", "c", "a");
    }

    @Test
    void partitionsAreAddedChangedAndForgotten() {
        int session = client.full(0, 0, "a", "b").sessionId();

        FetchContext context = client.incremental(
                session, 1, List.of(SessionRequests.at("c", 7), SessionRequests.at("b", 5)), List.of("a"));

        assertThat(context.partitions())
                .extracting(partition -> partition.target().topicName() + "@" + partition.fetchOffset())
                .containsExactly("b@5", "c@7");
        assertThat(client.cache.partitionCount()).isEqualTo(2);
    }

    @Test
    void aSessionWithNothingLeftIsClosed() {
        int session = client.full(0, 0, "a").sessionId();

        FetchContext context = client.incremental(session, 1, List.of(), List.of("a"));

        assertThat(context).isInstanceOf(FetchContext.Sessionless.class);
        assertThat(context.answer(List.<Fetched>of(), client.nowMs).sessionId()).isZero();
        assertThat(client.cache.size()).isZero();
        assertThat(client.cache.partitionCount()).isZero();
    }

    @Test
    void trap38_theFinalEpochClosesTheSessionItNames() {
        int session = client.full(0, 0, "a").sessionId();

        FetchAnswer<Fetched> answer = client.full(session, -1, "a");

        assertThat(answer.sessionId()).isZero();
        assertThat(client.cache.size()).isZero();
    }

    @Test
    void openingWithAnOldIdReplacesThatSession() {
        int session = client.full(0, 0, "a").sessionId();

        int next = client.full(session, 0, "a").sessionId();

        assertThat(next).isNotEqualTo(session);
        assertThat(client.cache.size()).isEqualTo(1);
    }

    @Test
    void anUnknownSessionIsRefused() {
        FetchAnswer<Fetched> answer = client.incremental(77, 1).answer(List.of(), client.nowMs);

        assertThat(answer.error()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
        assertThat(answer.sessionId()).isZero();
    }

    @Test
    void anEpochOutOfTurnIsRefusedAndTheSessionLivesOn() {
        int session = client.full(0, 0, "a").sessionId();

        FetchContext refused = client.incremental(session, 5);

        assertThat(refused).isEqualTo(new FetchContext.Refused(ErrorCode.INVALID_FETCH_SESSION_EPOCH));
        assertThat(client.incremental(session, 1)).isInstanceOf(FetchContext.Incremental.class);
    }

    @Test
    void aRequestThatWasOvertakenInItsSessionIsRefusedWhenAnswered() {
        int session = client.full(0, 0, "a").sessionId();
        FetchContext slow = client.incremental(session, 1);
        client.incremental(session, 2);

        FetchAnswer<Fetched> answer = slow.answer(List.of(Fetched.data("a", 10)), client.nowMs);

        assertThat(answer.error()).isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
        assertThat(answer.sessionId()).isEqualTo(session);
        assertThat(answer.partitions()).isEmpty();
    }

    @Test
    void namesAndIdsDoNotMixInOneSession() {
        int session = client.full(0, 0, "a").sessionId();
        FetchSessionRequest byId = new FetchSessionRequest(session, 1, true, false, List.of(), List.of());

        assertThat(client.cache.place(byId, id -> null, client.nowMs))
                .isEqualTo(new FetchContext.Refused(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR));
    }

    @Test
    void aPartitionNamedTwiceIsReadOnceAsLastAsked() {
        FetchSessionRequest twice = new FetchSessionRequest(
                0,
                -1,
                false,
                false,
                List.of(SessionRequests.at("a", 1), SessionRequests.at("b", 2), SessionRequests.at("a", 3)),
                List.of());

        assertThat(client.cache.place(twice, id -> null, client.nowMs).partitions())
                .containsExactly(SessionRequests.at("a", 3), SessionRequests.at("b", 2));
    }

    @Test
    void epochsCountFromOneAndWrapRoundToOne() {
        assertThat(FetchSessionRequest.epochAfter(0)).isEqualTo(1);
        assertThat(FetchSessionRequest.epochAfter(1)).isEqualTo(2);
        assertThat(FetchSessionRequest.epochAfter(Integer.MAX_VALUE)).isEqualTo(1);
        assertThat(FetchSessionRequest.epochAfter(-1)).isEqualTo(-1);
    }
}
