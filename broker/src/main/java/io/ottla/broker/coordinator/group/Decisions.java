package io.ottla.broker.coordinator.group;

import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.List;

/** Several decisions that nobody waits on, brought together. */
final class Decisions {
    private final List<GroupEvent> events = new ArrayList<>();
    private final List<Wake<ApiMessage>> wakes = new ArrayList<>();
    private final List<TimerCommand> timers = new ArrayList<>();

    Decisions add(Decision<GroupEvent, ApiMessage> decision) {
        events.addAll(decision.events());
        wakes.addAll(decision.wakes());
        timers.addAll(decision.timers());
        return this;
    }

    Decisions add(List<GroupEvent> more) {
        events.addAll(more);
        return this;
    }

    Decisions set(TimerCommand.Key key, long deadlineMs) {
        timers.add(new TimerCommand.Set(key, deadlineMs));
        return this;
    }

    Decisions addTimers(List<TimerCommand> more) {
        timers.addAll(more);
        return this;
    }

    int eventCount() {
        return events.size();
    }

    Decision<GroupEvent, ApiMessage> all() {
        return new Decision<>(List.copyOf(events), new Outcome.Nothing<>(), List.copyOf(wakes), List.copyOf(timers));
    }
}
