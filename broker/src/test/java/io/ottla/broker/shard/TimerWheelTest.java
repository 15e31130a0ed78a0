package io.ottla.broker.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final long START_MS = 1_700_000_000_123L;

    private final TimerWheel wheel = new TimerWheel();
    private final List<String> fired = new ArrayList<>();

    private Timers.Timer set(long deadlineMs, String name) {
        return wheel.at(deadlineMs, nowMs -> fired.add(name));
    }

    @Test
    void firesAtTheDeadlineAndNotBefore() {
        wheel.advance(START_MS);
        set(START_MS + 500, "a");

        wheel.advance(START_MS + 499);
        assertThat(fired).isEmpty();
        wheel.advance(START_MS + 500);
        assertThat(fired).containsExactly("a");
        wheel.advance(START_MS + 1000);
        assertThat(fired).containsExactly("a");
    }

    @Test
    void firesInTheOrderOfDeadlinesHoweverFarTimeJumps() {
        wheel.advance(START_MS);
        set(START_MS + TimeUnit.DAYS.toMillis(400), "last");
        set(START_MS + 70_000, "third");
        set(START_MS + 3, "first");
        set(START_MS + 4_000, "second");

        wheel.advance(START_MS + TimeUnit.DAYS.toMillis(500));

        assertThat(fired).containsExactly("first", "second", "third", "last");
    }

    @Test
    void aDeadlineThatHasPassedFiresInTheNextMillisecond() {
        wheel.advance(START_MS);
        set(START_MS - 10, "late");

        wheel.advance(START_MS);
        assertThat(fired).isEmpty();
        wheel.advance(START_MS + 1);
        assertThat(fired).containsExactly("late");
    }

    @Test
    void aCancelledTimerDoesNotFireAndKeepsNobodyAwake() {
        wheel.advance(START_MS);
        Timers.Timer timer = set(START_MS + 100, "a");
        timer.cancel();
        timer.cancel();

        assertThat(wheel.nextTurnMs()).isEqualTo(Long.MAX_VALUE);
        wheel.advance(START_MS + 200);
        assertThat(fired).isEmpty();
    }

    @Test
    void aTaskMayCancelOneThatIsDueInTheSameTurn() {
        wheel.advance(START_MS);
        List<Timers.Timer> second = new ArrayList<>();
        wheel.at(START_MS + 5, nowMs -> second.getFirst().cancel());
        second.add(set(START_MS + 5, "cancelled"));

        wheel.advance(START_MS + 5);

        assertThat(fired).isEmpty();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void aTaskThatSetsItselfAgainForNowDoesNotKeepTheTurnFromEnding() {
        wheel.advance(START_MS);
        wheel.at(START_MS + 1, new Timers.Task() {
            @Override
            public void fire(long nowMs) {
                fired.add("again");
                wheel.at(nowMs, this);
            }
        });

        wheel.advance(START_MS + 1);
        assertThat(fired).hasSize(1);
        wheel.advance(START_MS + 2);
        assertThat(fired).hasSize(2);
    }

    @Test
    void timeThatGoesBackFiresNothingAndLosesNothing() {
        wheel.advance(START_MS);
        set(START_MS + 50, "a");

        wheel.advance(START_MS - 10_000);
        assertThat(fired).isEmpty();
        wheel.advance(START_MS + 50);
        assertThat(fired).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASortedList(long seed) {
        Random random = new Random(seed);
        Map<Integer, Timers.Timer> pending = new HashMap<>();
        List<Integer> firedNow = new ArrayList<>();
        long nowMs = START_MS;
        wheel.advance(nowMs);
        for (int step = 0; step < 5_000; step++) {
            int id = step;
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    long delayMs = 1 + (long) Math.pow(2, random.nextDouble() * 34);
                    pending.put(id, wheel.at(nowMs + delayMs, fireMs -> firedNow.add(id)));
                }
                case 2 ->
                    pending.keySet().stream()
                            .skip(pending.isEmpty() ? 0 : random.nextInt(pending.size()))
                            .findFirst()
                            .ifPresent(victim -> pending.remove(victim).cancel());
                default -> {
                    nowMs += (long) Math.pow(2, random.nextDouble() * 30);
                    long reachedMs = nowMs;
                    List<Integer> due = pending.entrySet().stream()
                            .filter(entry -> entry.getValue().deadlineMs() <= reachedMs)
                            .map(Map.Entry::getKey)
                            .toList();
                    long nextTurnMs = wheel.nextTurnMs();
                    wheel.advance(nowMs);
                    assertThat(firedNow).as("seed %s, step %s", seed, step).containsExactlyInAnyOrderElementsOf(due);
                    assertThat(firedNow)
                            .extracting(fired -> pending.get(fired).deadlineMs())
                            .isSorted()
                            .allMatch(deadlineMs -> deadlineMs >= nextTurnMs);
                    due.forEach(pending::remove);
                    firedNow.clear();
                }
            }
            assertThat(wheel.size()).isEqualTo(pending.size());
        }
    }
}
