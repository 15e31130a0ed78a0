package io.ottla.broker.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardTest {
    private static final long NOW_MS = 1_000_000;

    private final Shard shard = new Shard(0, 1 << 14);
    private final List<String> events = new ArrayList<>();

    @Test
    void deliversInTheOrderOfSending() {
        shard.send(turn -> events.add("a"));
        shard.send(turn -> events.add("b"));
        assertThat(events).isEmpty();

        assertThat(shard.turn(NOW_MS)).isEqualTo(2);

        assertThat(events).containsExactly("a", "b");
        assertThat(shard.hasMessages()).isFalse();
    }

    @Test
    void whatIsPutOffHappensOnceAfterTheWholeBurst() {
        shard.send(turn -> {
            events.add("first message");
            turn.atEndOfBurst(end -> events.add("end of burst"));
        });
        shard.send(turn -> events.add("second message"));

        shard.turn(NOW_MS);
        shard.turn(NOW_MS);

        assertThat(events).containsExactly("first message", "second message", "end of burst");
    }

    @Test
    void theEndOfABurstMayPutMoreOffToItself() {
        shard.send(turn -> turn.atEndOfBurst(end -> {
            events.add("write");
            end.atEndOfBurst(later -> events.add("reply"));
        }));

        shard.turn(NOW_MS);

        assertThat(events).containsExactly("write", "reply");
    }

    @Test
    void aMessageSentWhileOneIsDeliveredKeepsItsPlaceBehindThoseThatWait() {
        shard.send(turn -> {
            events.add("a");
            shard.send(later -> events.add("c"));
        });
        shard.send(turn -> events.add("b"));

        shard.turn(NOW_MS);
        shard.turn(NOW_MS);

        assertThat(events).containsExactly("a", "b", "c");
    }

    @Test
    void aBurstIsBoundedSoThatTimersAreNotStarved() {
        for (int message = 0; message < Shard.BURST_MESSAGES_MAX + 1; message++) {
            shard.send(turn -> {});
        }

        assertThat(shard.turn(NOW_MS)).isEqualTo(Shard.BURST_MESSAGES_MAX);
        assertThat(shard.queuedMessages()).isEqualTo(1);
    }

    @Test
    void timersFireInTheShardsOwnTime() {
        shard.send(turn -> turn.timers().at(turn.nowMs() + 500, nowMs -> events.add("fired at " + nowMs)));
        shard.turn(NOW_MS);

        assertThat(shard.nextTimerMs()).isBetween(NOW_MS, NOW_MS + 500);
        shard.turn(NOW_MS + 499);
        assertThat(events).isEmpty();
        shard.turn(NOW_MS + 510);
        assertThat(events).containsExactly("fired at " + (NOW_MS + 510));
    }

    @Test
    void aMessageThatThrowsIsToldAndHarmsNoOther() {
        RuntimeException cause = new IllegalStateException("broken");
        shard.send(new ShardMessage() {
            @Override
            public void deliver(ShardTurn turn) {
                throw cause;
            }

            @Override
            public void failed(Throwable failure) {
                assertThat(failure).isSameAs(cause);
                events.add("told");
                throw new IllegalStateException("and again");
            }
        });
        shard.send(turn -> events.add("next"));

        shard.turn(NOW_MS);

        assertThat(events).containsExactly("told", "next");
    }

    @Test
    void whatTheEndOfABurstThrowsComesOutOfTheTurn() {
        shard.send(turn -> turn.atEndOfBurst(end -> {
            throw new IllegalStateException("broken invariant");
        }));

        assertThatThrownBy(() -> shard.turn(NOW_MS)).hasMessage("broken invariant");
    }

    @Test
    void aFullInboxRefusesInsteadOfGrowing() {
        Shard small = new Shard(7, 16);
        for (int message = 0; message < 16; message++) {
            small.send(turn -> {});
        }

        assertThatThrownBy(() -> small.send(turn -> {}))
                .isInstanceOf(ShardOverloadedException.class)
                .hasMessageContaining("shard 7");
    }
}
