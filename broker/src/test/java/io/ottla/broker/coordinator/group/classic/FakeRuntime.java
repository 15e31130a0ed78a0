package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the coordinator's runtime does with decisions about classic groups, in virtual time and without a log to wait for:
 * applies events, answers, parks, wakes, keeps timers. Whatever is applied is checked.
 */
final class FakeRuntime {
    private final LoggedGroups groups = new LoggedGroups();
    private final Map<TimerCommand.Key, Long> timers = new LinkedHashMap<>();
    private final Map<String, Consumer<ApiMessage>> parked = new LinkedHashMap<>();
    private final MemberIds memberIds;
    private final Consumer<GroupEvent> listener;
    private ClassicSettings settings;
    private ClassicTimeouts timeouts;

    /** @param listener told of every event when it is applied */
    FakeRuntime(ClassicSettings settings, Supplier<UUID> uuids, Consumer<GroupEvent> listener) {
        this.memberIds = new MemberIds(uuids);
        this.listener = listener;
        configure(settings);
    }

    private void configure(ClassicSettings newSettings) {
        settings = newSettings;
        timeouts = new ClassicTimeouts(newSettings);
    }

    ClassicGroups groups() {
        return groups.live();
    }

    ClassicSettings settings() {
        return settings;
    }

    JoinGroup joinGroup() {
        return new JoinGroup(settings, memberIds);
    }

    LeaveGroup leaveGroup() {
        return new LeaveGroup(settings);
    }

    List<TimerCommand.Key> timersSet() {
        return List.copyOf(timers.keySet());
    }

    /** @param answer called when there is an answer, now or later */
    void carryOut(Decision<GroupEvent, ApiMessage> decision, Consumer<ApiMessage> answer) {
        if (decision.outcome() instanceof Outcome.Park<ApiMessage> park) {
            parked.put(park.waiterKey(), answer);
        } else if (decision.outcome() instanceof Outcome.Reply<ApiMessage> reply) {
            answer.accept(reply.response());
        }
        for (GroupEvent event : decision.events()) {
            groups.apply(event);
            listener.accept(event);
        }
        groups.checkInvariants();
        for (TimerCommand command : decision.timers()) {
            switch (command) {
                case TimerCommand.Set set -> timers.put(set.key(), set.deadlineMs());
                case TimerCommand.Cancel cancel -> timers.remove(cancel.key());
            }
        }
        List<Runnable> woken = new ArrayList<>();
        for (Wake<ApiMessage> wake : decision.wakes()) {
            Consumer<ApiMessage> waiter = parked.remove(wake.waiterKey());
            if (waiter != null) {
                woken.add(() -> waiter.accept(wake.response()));
            }
        }
        woken.forEach(Runnable::run);
    }

    OptionalLong nextTimerMs() {
        return timers.values().stream().mapToLong(Long::longValue).min();
    }

    /** Lets the first of the timers go off that are due. */
    boolean fireOne(long nowMs) {
        Optional<Map.Entry<TimerCommand.Key, Long>> next = timers.entrySet().stream()
                .filter(timer -> timer.getValue() <= nowMs)
                .min(Comparator.comparing(Map.Entry::getValue));
        if (next.isEmpty()) {
            return false;
        }
        TimerCommand.Key key = next.get().getKey();
        timers.remove(key);
        carryOut(timeouts.due(groups(), (ClassicTimer) key, nowMs), response -> {});
        return true;
    }

    /** The coordinator moves: timers and waiters are gone, and whoever waited is never answered. */
    void move(ClassicSettings newSettings, long nowMs) {
        configure(newSettings);
        timers.clear();
        parked.clear();
        groups.move();
        carryOut(timeouts.loaded(groups(), nowMs), response -> {});
    }
}
