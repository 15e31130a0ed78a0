package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import org.junit.jupiter.api.Test;

/** A heartbeat that comes twice changes nothing the second time, whatever state its member is in. */
class RepeatedHeartbeatsTest {
    private final Script script = new Script().topic("foo", 4);

    private void assertRepeatable(String memberId, ConsumerGroupHeartbeatRequest request) {
        script.send(memberId, request);
        String stored = script.coordinator.groups().stored();
        int records = script.coordinator.log().size();
        for (int i = 0; i < 3; i++) {
            script.send(memberId, request);
            assertThat(script.coordinator.groups().stored()).isEqualTo(stored);
            assertThat(script.coordinator.log()).hasSize(records);
        }
    }

    @Test
    void joining() {
        assertRepeatable("a", script.joinOf("a", "foo"));
    }

    @Test
    void joiningAsAStaticMember() {
        assertRepeatable("a", script.joinOf("a", "foo").instanceId("i"));
    }

    @Test
    void stable() {
        script.join("a", "foo");
        assertRepeatable("a", script.beatOf("a"));
    }

    @Test
    void givingUp() {
        script.join("a", "foo").join("b", "foo");
        assertRepeatable("a", script.beatOf("a"));
        assertThat(state("a")).isEqualTo(MemberState.UNREVOKED_PARTITIONS);
    }

    @Test
    void havingGivenUp() {
        script.join("a", "foo").join("b", "foo").beat("a");
        assertRepeatable("a", script.beatOf("a"));
        assertThat(state("a")).isEqualTo(MemberState.STABLE);
    }

    @Test
    void waitingForOthers() {
        script.join("a", "foo").join("b", "foo");
        assertRepeatable("b", script.joinOf("b", "foo"));
        assertRepeatable("b", script.beatOf("b"));
        assertThat(state("b")).isEqualTo(MemberState.UNRELEASED_PARTITIONS);
    }

    @Test
    void gettingWhatOthersGaveUp() {
        script.join("a", "foo").join("b", "foo").beat("a").beat("a");
        assertRepeatable("b", script.beatOf("b"));
        assertThat(state("b")).isEqualTo(MemberState.STABLE);
    }

    @Test
    void goingAwayForAWhile() {
        script.send("a", script.joinOf("a", "foo").instanceId("i"));
        assertRepeatable("a", script.beatOf("a").instanceId("i").memberEpoch(-2));
    }

    private MemberState state(String memberId) {
        return script.coordinator
                .group("g")
                .member(memberId)
                .orElseThrow()
                .current()
                .state();
    }
}
