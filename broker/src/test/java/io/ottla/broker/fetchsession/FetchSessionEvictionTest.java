package io.ottla.broker.fetchsession;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who has to go when a session cache is full. */
class FetchSessionEvictionTest {
    private final SessionRequests client = new SessionRequests(2);

    @Test
    void aFullCacheOpensNoSessionAndServesTheFetchAllTheSame() {
        client.full(0, 0, "a", "b");
        client.full(0, 0, "a", "b");

        var answer = client.full(0, 0, "a", "b", "c");

        assertThat(answer.error()).isEqualTo(ErrorCode.NONE);
        assertThat(answer.sessionId()).isZero();
        assertThat(answer.partitions()).hasSize(3);
    }

    @Test
    void theLongestIdleGoesOnceItIsIdleForMoreThanTheEvictionTime() {
        int idle = client.full(0, 0, "a", "b").sessionId();
        int busy = client.full(0, 0, "a", "b").sessionId();
        client.nowMs += FetchSessionCache.EVICTION_MS;
        client.incremental(busy, 1);

        assertThat(client.full(0, 0, "a").sessionId())
                .as("idle just long enough to stay")
                .isZero();
        client.nowMs++;
        assertThat(client.full(0, 0, "a").sessionId()).isNotZero();

        assertThat(client.incremental(idle, 1)).isInstanceOf(FetchContext.Refused.class);
        assertThat(client.incremental(busy, 2)).isInstanceOf(FetchContext.Incremental.class);
        assertThat(client.cache.evictions()).isEqualTo(1);
    }

    @Test
    void aLargerConsumerDisplacesAnOldSmallerOne() {
        int small = client.full(0, 0, "a").sessionId();
        int large = client.full(0, 0, "a", "b", "c").sessionId();
        client.nowMs += FetchSessionCache.EVICTION_MS + 1;
        client.incremental(small, 1);
        client.incremental(large, 1);

        assertThat(client.full(0, 0, "x").sessionId())
                .as("not larger than the smallest")
                .isZero();
        assertThat(client.full(0, 0, "x", "y").sessionId()).isNotZero();

        assertThat(client.incremental(small, 2)).isInstanceOf(FetchContext.Refused.class);
        assertThat(client.incremental(large, 2)).isInstanceOf(FetchContext.Incremental.class);
    }

    @Test
    void aFollowerDisplacesAConsumerHoweverYoungAndLarge() {
        client.full(0, 0, "a", "b", "c");
        client.full(0, 0, "a", "b");

        assertThat(client.fullOfFollower("a").sessionId()).isNotZero();
        assertThat(client.cache.partitionCount())
                .as("the smaller consumer went")
                .isEqualTo(4);
    }

    @Test
    void aConsumerDoesNotDisplaceAFollower() {
        client.fullOfFollower("a");
        client.fullOfFollower("a");

        assertThat(client.full(0, 0, "a", "b", "c").sessionId()).isZero();
        assertThat(client.fullOfFollower("a", "b").sessionId())
                .as("young followers stay")
                .isZero();
    }

    @Test
    void idsTellWhichOfSeveralCachesGaveThemOut() {
        for (int index = 0; index < 3; index++) {
            var range = FetchSessionCache.IdRange.share(index, 3);
            assertThat(range.first()).isPositive();
            FetchSessionCache cache = new FetchSessionCache(100, range, new Random(index));
            for (int i = 0; i < 100; i++) {
                var request = new FetchSessionRequest(0, 0, false, false, List.of(), List.of());
                int id = cache.place(request, any -> null, 0)
                        .answer(List.<SessionRequests.Fetched>of(), 0)
                        .sessionId();
                assertThat(FetchSessionCache.IdRange.owner(id, 3)).isEqualTo(index);
            }
        }
        assertThat(FetchSessionCache.IdRange.owner(Integer.MAX_VALUE, 3)).isEqualTo(2);
        assertThat(FetchSessionCache.IdRange.owner(-5, 3)).isZero();
    }
}
