package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.shard.Timers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedTimersTest {
    private record Name(String name) implements TimerCommand.Key {}

    private static final Name A = new Name("a");
    private static final Name B = new Name("b");

    private final ScriptedTimers shard = new ScriptedTimers();
    private final List<String> came = new ArrayList<>();
    private final KeyedTimers timers = new KeyedTimers(shard, (key, nowMs) -> came.add(((Name) key).name() + nowMs));

    @Test
    void comesOnceWhenItIsDue() {
        set(A, 100);
        shard.advance(99);
        assertThat(came).isEmpty();
        shard.advance(100);
        shard.advance(1_000);
        assertThat(came).containsExactly("a100");
    }

    @Test
    void oneThatIsPutOffComesAtItsLastDeadlineOnly() {
        set(A, 100);
        for (long nowMs = 0; nowMs <= 500; nowMs += 10) {
            set(A, nowMs + 100);
            shard.advance(nowMs);
        }
        assertThat(came).isEmpty();
        shard.advance(599);
        assertThat(came).isEmpty();
        shard.advance(600);
        assertThat(came).containsExactly("a600");
    }

    @Test
    void toPutOneOffLeavesTheShardsTimersAlone() {
        set(A, 100);
        for (int i = 1; i <= 50; i++) {
            set(new Name("a"), 100 + i);
        }
        assertThat(shard.everSet()).isEqualTo(1);
    }

    @Test
    void oneThatIsMovedForwardComesAtItsNewDeadlineAndNotAgain() {
        set(A, 100);
        set(A, 50);
        shard.advance(50);
        shard.advance(200);
        assertThat(came).containsExactly("a50");
    }

    @Test
    void oneThatIsPutOffAndThenCancelledDoesNotCome() {
        set(A, 100);
        set(B, 100);
        set(A, 200);
        timers.obey(new TimerCommand.Cancel(A));
        shard.advance(1_000);
        assertThat(came).containsExactly("b1000");
        assertThat(shard.waiting()).isZero();
    }

    @Test
    void onePutOffAgainAfterItHasComeUpTooEarly() {
        set(A, 100);
        set(A, 150);
        shard.advance(100);
        set(A, 120);
        shard.advance(120);
        assertThat(came).containsExactly("a120");
        shard.advance(1_000);
        assertThat(came).hasSize(1);
    }

    @Test
    void noneComesAfterAllAreCancelled() {
        set(A, 100);
        set(B, 200);
        timers.cancelAll();
        shard.advance(1_000);
        assertThat(came).isEmpty();
        set(A, 1_100);
        shard.advance(1_100);
        assertThat(came).containsExactly("a1100");
    }

    private void set(Name key, long deadlineMs) {
        timers.obey(new TimerCommand.Set(key, deadlineMs));
    }

    /** A list that fires what is due when it is told the time. */
    private static final class ScriptedTimers implements Timers {
        private final List<Entry> entries = new ArrayList<>();
        private int everSet;

        private record Entry(ScriptedTimers timers, long deadlineMs, Task task) implements Timer {
            @Override
            public void cancel() {
                timers.entries.remove(this);
            }
        }

        @Override
        public Timer at(long deadlineMs, Task task) {
            everSet++;
            entries.add(new Entry(this, deadlineMs, task));
            return entries.getLast();
        }

        void advance(long nowMs) {
            for (Entry entry : List.copyOf(entries)) {
                if (entry.deadlineMs() <= nowMs) {
                    entry.cancel();
                    entry.task().fire(nowMs);
                }
            }
        }

        int everSet() {
            return everSet;
        }

        int waiting() {
            return entries.size();
        }
    }
}
