package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Members come and go, and partitions move between them only when they have been given up. */
class JoiningTest {
    @Test
    void theSecondMemberGetsWhatTheFirstGaveUp() {
        Script script = new Script()
                .topic("foo", 4)
                .join("a", "foo")
                .group()
                .join("b", "foo")
                .group()
                .beat("a")
                .beat("b")
                .group()
                .beat("a")
                .group()
                .beat("b")
                .group();
        assertThat(script.transcript()).isEqualTo("""
                        -- topic foo has 4
                        a@0: epoch 2, has foo[0, 1, 2, 3]
                        -- group Stable, epoch 2, target of 2
                           a STABLE at 2 after 0: foo[0, 1, 2, 3]
                        b@0: epoch 3, has nothing
                        -- group Reconciling, epoch 3, target of 3
                           a STABLE at 2 after 0: foo[0, 1, 2, 3]
                           b UNRELEASED_PARTITIONS at 3 after 0: nothing
                        a@2: epoch 2, has foo[0, 1]
                        b@3: epoch 3
                        -- group Reconciling, epoch 3, target of 3
                           a UNREVOKED_PARTITIONS at 2 after 2: foo[0, 1], revoking foo[2, 3]
                           b UNRELEASED_PARTITIONS at 3 after 0: nothing
                        a@2: epoch 3
                        -- group Reconciling, epoch 3, target of 3
                           a STABLE at 3 after 2: foo[0, 1]
                           b UNRELEASED_PARTITIONS at 3 after 0: nothing
                        b@3: epoch 3, has foo[2, 3]
                        -- group Stable, epoch 3, target of 3
                           a STABLE at 3 after 2: foo[0, 1]
                           b STABLE at 3 after 3: foo[2, 3]
                        """);
    }
}
