package io.ottla.broker.coordinator.group.classic;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.record.group.GroupMetadataKey;
import io.ottla.wire.record.group.GroupMetadataValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A decision in the making: what has been decided so far, and the group as it will be after that. Lives no longer than the
 * call that decides.
 */
final class GroupDraft {
    private final long nowMs;
    private final List<GroupEvent> events = new ArrayList<>();
    private final List<Wake<ApiMessage>> wakes = new ArrayList<>();
    private final List<TimerCommand> timers = new ArrayList<>();
    private ClassicGroup group;

    private GroupDraft(ClassicGroup group, long nowMs) {
        this.group = group;
        this.nowMs = nowMs;
    }

    static GroupDraft of(ClassicGroup group, long nowMs) {
        return new GroupDraft(group, nowMs);
    }

    /** For a group that is about to come to be, by the record. */
    static GroupDraft ofNew(GroupEvent.Stored record, long nowMs) {
        GroupDraft draft = new GroupDraft(null, nowMs);
        draft.happened(record);
        return draft;
    }

    ClassicGroup group() {
        return group;
    }

    String groupId() {
        return group.groupId();
    }

    long nowMs() {
        return nowMs;
    }

    void happened(ClassicEvent event) {
        events.add(event);
        group = group.after(event);
    }

    void happened(GroupEvent.Stored record) {
        events.add(record);
        GroupMetadataKey key = (GroupMetadataKey) record.stored().key();
        GroupMetadataValue value =
                (GroupMetadataValue) record.stored().value().orElseThrow().message();
        group = GroupRecords.after(Optional.ofNullable(group), key, value);
    }

    void wakeJoin(String memberId, ApiMessage response) {
        wakes.add(new Wake<>(WaiterKeys.join(groupId(), memberId), response));
    }

    void wakeSync(String memberId, ApiMessage response) {
        wakes.add(new Wake<>(WaiterKeys.sync(groupId(), memberId), response));
    }

    void expectWithin(ClassicTimer timer, long delayMs) {
        timers.add(new TimerCommand.Set(timer, nowMs + delayMs));
    }

    void expectHeartbeatOf(ClassicMember member) {
        expectWithin(
                new ClassicTimer.Session(groupId(), member.memberId()),
                member.timeouts().sessionMs());
    }

    void cancel(ClassicTimer timer) {
        timers.add(new TimerCommand.Cancel(timer));
    }

    void cancelHeartbeatOf(String memberId) {
        cancel(new ClassicTimer.Session(groupId(), memberId));
    }

    Decision<GroupEvent, ApiMessage> reply(ApiMessage response) {
        return decided(new Outcome.Reply<>(response));
    }

    /**
     * The one who asked waits to be woken; unless this very decision wakes it, which makes it a reply. The wake stays, for a
     * request that the same member left waiting before this one.
     */
    Decision<GroupEvent, ApiMessage> park(String waiterKey) {
        for (Wake<ApiMessage> wake : wakes) {
            if (wake.waiterKey().equals(waiterKey)) {
                return reply(wake.response());
            }
        }
        return decided(new Outcome.Park<>(waiterKey));
    }

    Decision<GroupEvent, ApiMessage> nothing() {
        return decided(new Outcome.Nothing<>());
    }

    private Decision<GroupEvent, ApiMessage> decided(Outcome<ApiMessage> outcome) {
        return new Decision<>(List.copyOf(events), outcome, List.copyOf(wakes), List.copyOf(timers));
    }
}
