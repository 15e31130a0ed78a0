package io.ottla.broker.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.Timers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private final Shard shard = new Shard(0, 16);
    private final List<String> expired = new ArrayList<>();
    private WaitingRoom<String, String> room;

    @BeforeEach
    void openTheRoom() {
        shard.send(turn -> open(turn.timers()));
        shard.turn(1_000);
    }

    private void open(Timers timers) {
        room = new WaitingRoom<>(timers, (waiter, nowMs) -> expired.add(waiter + "@" + nowMs));
    }

    @Test
    void waitersOfOneKeyComeOutInTheOrderTheyCame() {
        room.park("first", List.of("a", "b"), 2_000);
        room.park("second", List.of("a"), 1_500);

        assertThat(room.waitingOn("a")).containsExactly("first", "second");
        assertThat(room.waitingOn("b")).containsExactly("first");
        assertThat(room.waitingOn("c")).isEmpty();
    }

    @Test
    void aReleasedWaiterLeavesAllItsKeysAndItsDeadline() {
        room.park("waiter", List.of("a", "b"), 2_000);

        assertThat(room.release("waiter")).isTrue();

        assertThat(room.isAwaited("a")).isFalse();
        assertThat(room.isAwaited("b")).isFalse();
        assertThat(room.release("waiter")).isFalse();
        shard.turn(3_000);
        assertThat(expired).isEmpty();
        assertThat(room.size()).isZero();
    }

    @Test
    void aDeadlineTakesItsWaiterFromAllKeysOnce() {
        room.park("late", List.of("a"), 3_000);
        room.park("early", List.of("a", "b"), 2_000);

        shard.turn(1_999);
        assertThat(expired).isEmpty();
        shard.turn(2_000);

        assertThat(expired).containsExactly("early@2000");
        assertThat(room.waitingOn("a")).containsExactly("late");
        assertThat(room.isAwaited("b")).isFalse();
        assertThat(room.release("early")).isFalse();
    }

    @Test
    void allCanBeLetGoBeforeTheirTimeInTheOrderTheyCame() {
        room.park("first", List.of("b"), 3_000);
        room.park("second", List.of("a", "b"), 2_000);
        room.park("third", List.of("a"), 4_000);

        room.expireAll(1_500);

        assertThat(expired).containsExactly("first@1500", "second@1500", "third@1500");
        assertThat(room.size()).isZero();
        assertThat(room.isAwaited("a")).isFalse();
        shard.turn(5_000);
        assertThat(expired).hasSize(3);
    }

    @Test
    void waitersMayBeReleasedWhileTheyAreGoneThrough() {
        room.park("one", List.of("a"), 2_000);
        room.park("two", List.of("a"), 2_000);

        for (String waiter : room.waitingOn("a")) {
            assertThat(room.release(waiter)).isTrue();
        }

        assertThat(room.size()).isZero();
    }

    @Test
    void aKeyNamedTwiceDoesNoHarm() {
        room.park("waiter", List.of("a", "a"), 2_000);

        assertThat(room.waitingOn("a")).containsExactly("waiter");
        room.release("waiter");
        assertThat(room.isAwaited("a")).isFalse();
    }

    @Test
    void aWaiterHasOneSeat() {
        room.park("waiter", List.of("a"), 2_000);

        assertThatThrownBy(() -> room.park("waiter", List.of("b"), 2_000)).isInstanceOf(IllegalStateException.class);
    }
}
