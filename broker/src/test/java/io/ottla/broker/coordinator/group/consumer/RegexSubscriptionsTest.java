package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import org.junit.jupiter.api.Test;

/** Regular expressions stand for the topics whose whole name they match, and are looked up apart from heartbeats. */
class RegexSubscriptionsTest {
    private final Script script =
            new Script().topic("foo", 2).topic("foobar", 1).topic("bar", 1);

    private ConsumerGroupHeartbeatRequest join(String memberId, String regex) {
        return script.joinOf(memberId).subscribedTopicRegex(regex);
    }

    @Test
    void theWholeNameHasToMatch() {
        script.send("a", join("a", "^foo"))
                .group()
                .beat("a")
                .send("b", join("b", "foo.*"))
                .beat("b")
                .beat("a");
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                -- topic foobar has 1
                -- topic bar has 1
                a@0: epoch 1, has nothing
                -- group Assigning, epoch 2, target of 1
                   a STABLE at 1 after 0: nothing
                a@1: epoch 2, has foo[0, 1]
                b@0: epoch 2, has nothing
                b@2: epoch 2
                a@2: epoch 2
                """);
    }

    @Test
    void whatIsNoExpressionIsRefused() {
        script.send("a", join("a", "(foo")).group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                -- topic foobar has 1
                -- topic bar has 1
                a@0: INVALID_REGULAR_EXPRESSION
                -- no group
                """);
    }

    @Test
    void newTopicsAreFoundSomeTimeLater() {
        script.send("a", join("a", "foo.*"))
                .beat("a")
                .topic("foofoo", 1)
                .after(5_000)
                .beat("a")
                .after(5_001)
                .beat("a")
                .beat("a");
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                -- topic foobar has 1
                -- topic bar has 1
                a@0: epoch 1, has nothing
                a@1: epoch 2, has foo[0, 1] foobar[0]
                -- topic foofoo has 1
                -- 5000 ms later
                a@2: epoch 2
                -- 5001 ms later
                a@2: epoch 2
                a@2: epoch 3, has foo[0, 1] foobar[0] foofoo[0]
                """);
    }

    @Test
    void anExpressionThatNobodyHasIsForgotten() {
        script.send("a", join("a", "foo.*")).beat("a");
        assertThat(script.coordinator.group("g").subscriptions().resolved()).containsOnlyKeys("foo.*");
        script.send("a", script.beatOf("a").subscribedTopicRegex(""));
        assertThat(script.coordinator.group("g").subscriptions().resolved()).isEmpty();
        script.beat("a").group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                -- topic foobar has 1
                -- topic bar has 1
                a@0: epoch 1, has nothing
                a@1: epoch 2, has foo[0, 1] foobar[0]
                a@2: epoch 2, has nothing
                a@2: epoch 3
                -- group Stable, epoch 3, target of 3
                   a STABLE at 3 after 2: nothing
                """);
    }
}
