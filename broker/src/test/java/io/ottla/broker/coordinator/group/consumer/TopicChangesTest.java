package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Topics come, grow and go, and members want others than before. */
class TopicChangesTest {
    private final Script script = new Script().topic("foo", 2);

    @Test
    void newPartitionsAreGivenOut() {
        script.join("a", "foo").topic("foo", 3).group().beat("a").group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                a@0: epoch 2, has foo[0, 1]
                -- topic foo has 3
                -- group Stable, epoch 2, target of 2
                   a STABLE at 2 after 0: foo[0, 1]
                a@2: epoch 3, has foo[0, 1, 2]
                -- group Stable, epoch 3, target of 3
                   a STABLE at 3 after 2: foo[0, 1, 2]
                """);
    }

    @Test
    void aTopicMayComeLaterThanThoseWhoWantIt() {
        script.join("a", "bar").beat("a").topic("bar", 1).beat("a");
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                a@0: epoch 2, has nothing
                a@2: epoch 2
                -- topic bar has 1
                a@2: epoch 3, has bar[0]
                """);
    }

    @Test
    void partitionsOfADeletedTopicAreTakenBack() {
        script.topic("bar", 1)
                .join("a", "foo", "bar")
                .deleteTopic("bar")
                .beat("a")
                .group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                -- topic bar has 1
                a@0: epoch 2, has bar[0] foo[0, 1]
                -- topic bar is gone
                a@2: epoch 2, has foo[0, 1]
                -- group Reconciling, epoch 3, target of 3
                   a UNREVOKED_PARTITIONS at 2 after 2: foo[0, 1], revoking ?[0]
                """);
    }

    @Test
    void changesOfOtherTopicsDoNotMatter() {
        script.join("a", "foo").topic("bar", 1).beat("a").group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                a@0: epoch 2, has foo[0, 1]
                -- topic bar has 1
                a@2: epoch 2
                -- group Stable, epoch 2, target of 2
                   a STABLE at 2 after 0: foo[0, 1]
                """);
    }

    @Test
    void whatIsNotWantedAnyMoreIsGivenUp() {
        script.topic("bar", 1)
                .join("a", "foo", "bar")
                .send("a", script.beatOf("a").subscribedTopicNames(List.of("foo")))
                .group()
                .beat("a")
                .group();
        assertThat(script.transcript()).isEqualTo("""
                -- topic foo has 2
                -- topic bar has 1
                a@0: epoch 2, has bar[0] foo[0, 1]
                a@2: epoch 2, has foo[0, 1]
                -- group Reconciling, epoch 3, target of 3
                   a UNREVOKED_PARTITIONS at 2 after 2: foo[0, 1], revoking bar[0]
                a@2: epoch 3
                -- group Stable, epoch 3, target of 3
                   a STABLE at 3 after 2: foo[0, 1]
                """);
    }

    @Test
    void targetsAreNotComputedMoreOftenThanConfigured() {
        Script slow = new Script(new Coordinator(Coordinator.SETTINGS, new ConsumerGroupTiming(45_000, 5_000, 1_000)))
                .topic("foo", 2)
                .join("a", "foo")
                .after(500)
                .join("b", "foo")
                .beat("b")
                .group()
                .after(500)
                .beat("b")
                .group();
        assertThat(slow.transcript()).isEqualTo("""
                -- topic foo has 2
                a@0: epoch 2, has foo[0, 1]
                -- 500 ms later
                b@0: epoch 2, has nothing
                b@2: epoch 2
                -- group Assigning, epoch 3, target of 2
                   a STABLE at 2 after 0: foo[0, 1]
                   b STABLE at 2 after 0: nothing
                -- 500 ms later
                b@2: epoch 3
                -- group Reconciling, epoch 3, target of 3
                   a STABLE at 2 after 0: foo[0, 1]
                   b UNRELEASED_PARTITIONS at 3 after 2: nothing
                """);
    }
}
