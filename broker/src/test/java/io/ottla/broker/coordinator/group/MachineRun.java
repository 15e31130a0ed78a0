package io.ottla.broker.coordinator.group;

import io.ottla.broker.config.GroupCoordinatorSettings;
import io.ottla.broker.config.Settings;
import io.ottla.broker.coordinator.group.classic.ClassicSettings;
import io.ottla.broker.coordinator.runtime.CoordinatorMachine;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageBuilder;
import io.ottla.controller.image.ImageDelta;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.PartitionRecord;
import io.ottla.wire.record.metadata.RemoveTopicRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A group machine, run as the runtime would run it, in virtual time: with a log to replay, timers, and requests that wait.
 * What is decided counts as committed at once.
 */
final class MachineRun {
    private static final BrokerConfigs CONFIGS = Settings.builder()
            .listen("localhost", 0)
            .data(Path.of("unused"))
            .build()
            .configs();
    static final long RETENTION_MS = 7L * 24 * 60 * 60 * 1000;
    static final long RETENTION_CHECK_MS = 600_000;
    private static final String NOT_COORDINATOR = ErrorCode.NOT_COORDINATOR.name();

    final List<CoordinatorRecord> log = new ArrayList<>();
    private final Map<TimerCommand.Key, Long> timers = new LinkedHashMap<>();
    private final Map<String, Consumer<Object>> parked = new LinkedHashMap<>();
    private final GroupCoordinatorKind kind;
    private final ImageBuilder images = new ImageBuilder(ClusterImage.empty("cluster"));
    private ClusterImage image = images.image();
    private GroupMachine reader;
    private int readTo;
    GroupMachine machine;
    long nowMs = 1_000_000;

    MachineRun(long seed) {
        GroupCoordinatorSettings settings = new GroupCoordinatorSettings(
                50,
                (short) 1,
                1 << 20,
                0,
                5_000,
                4_096,
                RETENTION_MS,
                RETENTION_CHECK_MS,
                new ClassicSettings(Integer.MAX_VALUE, 0, 6_000, 1_800_000));
        this.kind = new GroupCoordinatorKind(settings, any -> CONFIGS, new Random(seed));
        start();
    }

    // The coordinator.

    private void start() {
        machine = replayed();
        reader = replayed();
        readTo = log.size();
        carryOut(machine.decide(kind.clusterChanged(image, Optional.empty()), nowMs), answer -> {});
        carryOut(machine.loaded(nowMs), answer -> {});
    }

    /** What somebody would know who had nothing but the log. */
    GroupMachine replayed() {
        CoordinatorMachine<GroupCommand, GroupEvent, ApiMessage> fresh = kind.newMachine(0);
        log.forEach(record -> fresh.apply(new GroupEvent.Stored(record)));
        return (GroupMachine) fresh;
    }

    /**
     * The same, and told of the cluster; it has read the log as it grew, and from its start when the coordinator moved.
     */
    GroupMachine reader() {
        for (; readTo < log.size(); readTo++) {
            reader.apply(new GroupEvent.Stored(log.get(readTo)));
        }
        reader.decide(kind.clusterChanged(image, Optional.empty()), nowMs)
                .events()
                .forEach(reader::apply);
        return reader;
    }

    /** The coordinator moves away and back. */
    void restart() {
        timers.clear();
        List<Consumer<Object>> waiting = List.copyOf(parked.values());
        parked.clear();
        waiting.forEach(answer -> answer.accept(NOT_COORDINATOR));
        start();
    }

    /** Asks, and hands over the response, or the name of an error, now or when somebody is woken. */
    void send(int version, ApiMessage request, Consumer<Object> answer) {
        GroupCommand.Caller caller = new GroupCommand.Caller("client", "/127.0.0.1", (short) version);
        carryOut(machine.decide(new GroupCommand.Request<>(caller, request), nowMs), answer);
    }

    /** Asks what is answered at once. */
    Object ask(int version, ApiMessage request) {
        List<Object> answers = new ArrayList<>();
        send(version, request, answers::add);
        return answers.isEmpty() ? "waits" : answers.getFirst();
    }

    private void carryOut(Decision<GroupEvent, ApiMessage> decision, Consumer<Object> answer) {
        for (GroupEvent event : decision.events()) {
            machine.apply(event);
            event.record().ifPresent(log::add);
        }
        for (TimerCommand timer : decision.timers()) {
            switch (timer) {
                case TimerCommand.Set set -> timers.put(set.key(), set.deadlineMs());
                case TimerCommand.Cancel cancel -> timers.remove(cancel.key());
            }
        }
        for (Wake<ApiMessage> wake : decision.wakes()) {
            Consumer<Object> waiter = parked.remove(wake.waiterKey());
            if (waiter != null) {
                waiter.accept(wake.response());
            }
        }
        switch (decision.outcome()) {
            case Outcome.Reply<ApiMessage> reply -> answer.accept(reply.response());
            case Outcome.Reject<ApiMessage> reject ->
                answer.accept(reject.error().name());
            case Outcome.Park<ApiMessage> park -> {
                Consumer<Object> displaced = parked.put(park.waiterKey(), answer);
                if (displaced != null) {
                    displaced.accept(NOT_COORDINATOR);
                }
            }
            case Outcome.Nothing<ApiMessage> nothing -> {}
        }
    }

    // Time.

    /** Lets time pass, with all timers that fall due, in the order of their deadlines. */
    void advance(long ms) {
        long endMs = nowMs + ms;
        for (Optional<TimerCommand.Key> next = next(endMs); next.isPresent(); next = next(endMs)) {
            nowMs = Math.max(nowMs, timers.remove(next.get()));
            carryOut(machine.due(next.get(), nowMs), answer -> {});
        }
        nowMs = endMs;
    }

    private Optional<TimerCommand.Key> next(long endMs) {
        return timers.entrySet().stream()
                .filter(timer -> timer.getValue() <= endMs)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    // The cluster.

    Uuid createTopic(String name, int partitions) {
        Uuid id = new Uuid(name.hashCode(), partitions);
        images.apply(new TopicRecord().name(name).topicId(id));
        for (int partition = 0; partition < partitions; partition++) {
            images.apply(new PartitionRecord()
                    .topicId(id)
                    .partitionId(partition)
                    .replicas(List.of(1))
                    .isr(List.of(1))
                    .leader(1));
        }
        tell();
        return id;
    }

    void deleteTopic(Uuid id) {
        images.apply(new RemoveTopicRecord().topicId(id));
        tell();
    }

    private void tell() {
        ClusterImage before = image;
        image = images.image();
        ImageDelta delta = images.takeDelta(before);
        carryOut(machine.decide(kind.clusterChanged(image, Optional.of(delta)), nowMs), answer -> {});
        advance(0);
    }
}
