package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.shard.Timers;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** The timers of one machine. */
final class KeyedTimers {
    private final Timers timers;
    private final ObjLongConsumer<TimerCommand.Key> due;
    private final Map<TimerCommand.Key, Timers.Timer> set = new HashMap<>();

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
        cancel(key);
        set.put(key, timers.at(deadlineMs, nowMs -> {
            set.remove(key);
            due.accept(key, nowMs);
        }));
    }

    private void cancel(TimerCommand.Key key) {
        Timers.Timer timer = set.remove(key);
        if (timer != null) {
            timer.cancel();
        }
    }

    void cancelAll() {
        set.values().forEach(Timers.Timer::cancel);
        set.clear();
    }
}
