package io.ottla.broker.fetchsession;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.fetchsession.SessionRequests.Fetched;
import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Trap 14: a session by topic id, and what it knows of the topic's name. */
class SessionTopicNamesTest {
    private static final Uuid ID = new Uuid(7, 9);

    private final FetchSessionCache cache =
            new FetchSessionCache(10, FetchSessionCache.IdRange.share(0, 1), new Random(1));

    @Test
    void trap14_aNameThatBecomesKnownLaterIsFound() {
        int session = open(null);

        assertThat(next(session, 1, null)).isNull();
        assertThat(next(session, 2, "topic")).isEqualTo("topic");
    }

    @Test
    void trap14_aNameOnceKnownIsKeptWhenTheTopicIsGone() {
        int session = open("topic");

        assertThat(next(session, 1, null)).isEqualTo("topic");
        FetchContext updated = cache.place(
                new FetchSessionRequest(session, 2, true, false, List.of(partition(null)), List.of()), id -> null, 0);
        assertThat(updated.partitions().getFirst().topicName()).isEqualTo("topic");
    }

    private int open(String name) {
        var request = new FetchSessionRequest(0, 0, true, false, List.of(partition(name)), List.of());
        var fetched = new Fetched(FetchTarget.byId(ID, 0), 0, 10, 0, false, false);
        return cache.place(request, id -> name, 0).answer(List.of(fetched), 0).sessionId();
    }

    private String next(int session, int epoch, String name) {
        var request = new FetchSessionRequest(session, epoch, true, false, List.of(), List.of());
        return cache.place(request, id -> name, 0).partitions().getFirst().topicName();
    }

    private static FetchPartition partition(String name) {
        return new FetchPartition(FetchTarget.byId(ID, 0), name, -1, 0, -1, -1, 1 << 20);
    }
}
