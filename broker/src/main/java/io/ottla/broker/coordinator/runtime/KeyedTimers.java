package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.shard.Timers;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * The timers of one machine. Most are put off over and over and hardly ever come due, such as those of members that send
 * heartbeats. To put one off is to note its new deadline: the shard's timer stays, finds that it is too early when its time
 * comes, and is set anew. So nothing becomes garbage with each heartbeat that has lived long enough to be dear to collect.
 */
final class KeyedTimers {
    private final Timers timers;
    private final ObjLongConsumer<TimerCommand.Key> due;
    private final Map<TimerCommand.Key, Alarm> set = new HashMap<>();

    /** @param due told of each key whose time has come, and of the time */
    KeyedTimers(Timers timers, ObjLongConsumer<TimerCommand.Key> due) {
        this.timers = timers;
        this.due = due;
    }

    void obey(TimerCommand command) {
        switch (command) {
            case TimerCommand.Set at -> set(at.key(), at.deadlineMs());
            case TimerCommand.Cancel cancel -> cancel(cancel.key());
        }
    }

    private void set(TimerCommand.Key key, long deadlineMs) {
        Alarm known = set.get(key);
        if (known == null) {
            set.put(key, new Alarm(key, deadlineMs));
        } else {
            known.moveTo(deadlineMs);
        }
    }

    private void cancel(TimerCommand.Key key) {
        Alarm known = set.remove(key);
        if (known != null) {
            known.timer.cancel();
        }
    }

    void cancelAll() {
        set.values().forEach(alarm -> alarm.timer.cancel());
        set.clear();
    }

    /** One key's deadline, and the shard's timer that comes no later. */
    private final class Alarm implements Timers.Task {
        private final TimerCommand.Key key;
        private long deadlineMs;
        private Timers.Timer timer;

        private Alarm(TimerCommand.Key key, long deadlineMs) {
            this.key = key;
            this.deadlineMs = deadlineMs;
            this.timer = timers.at(deadlineMs, this);
        }

        private void moveTo(long newDeadlineMs) {
            deadlineMs = newDeadlineMs;
            if (newDeadlineMs < timer.deadlineMs()) {
                timer.cancel();
                timer = timers.at(newDeadlineMs, this);
            }
        }

        @Override
        public void fire(long nowMs) {
            if (nowMs < deadlineMs) {
                timer = timers.at(deadlineMs, this);
            } else {
                set.remove(key);
                due.accept(key, nowMs);
            }
        }
    }
}
