package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.List;

/** A decision in the making. Lives as long as one call of a decider. */
record Draft(List<GroupEvent> events, List<Wake<ApiMessage>> wakes, List<TimerCommand> timers) {

    Draft() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void happens(GroupEvent event) {
        events.add(event);
    }

    void happens(List<GroupEvent> more) {
        events.addAll(more);
    }

    void set(ConsumerGroupTimer timer, long deadlineMs) {
        timers.add(new TimerCommand.Set(timer, deadlineMs));
    }

    void cancel(ConsumerGroupTimer timer) {
        timers.add(new TimerCommand.Cancel(timer));
    }

    /** Cancels whatever timers there are for the member. */
    void cancelAll(String groupId, String memberId) {
        cancel(new ConsumerGroupTimer.Session(groupId, memberId));
        cancel(new ConsumerGroupTimer.Revocation(groupId, memberId));
        cancel(new ConsumerGroupTimer.ClassicJoin(groupId, memberId));
        cancel(new ConsumerGroupTimer.ClassicSync(groupId, memberId));
    }

    /** What another decider adds, but for its outcome. */
    void takeOver(Decision<GroupEvent, ApiMessage> part) {
        events.addAll(part.events());
        wakes.addAll(part.wakes());
        timers.addAll(part.timers());
    }

    Decision<GroupEvent, ApiMessage> reply(ApiMessage response) {
        return new Decision<>(events, new Outcome.Reply<>(response), wakes, timers);
    }

    Decision<GroupEvent, ApiMessage> nothing() {
        return new Decision<>(events, new Outcome.Nothing<>(), wakes, timers);
    }
}
