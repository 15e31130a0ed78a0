package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.TopicsChanged;
import io.ottla.broker.coordinator.group.classic.ClassicGroups;
import io.ottla.broker.coordinator.group.classic.ClassicSettings;
import io.ottla.broker.coordinator.group.classic.GroupConversion;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.ConsumerGroupDescribeResponse.DescribedGroup;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A coordinator of consumer groups in virtual time, with its log and its timers. Everything that is stored goes through bytes
 * into a second coordinator as well, which must come to the same state with every event.
 */
final class Coordinator {
    static final ConsumerGroupSettings SETTINGS = new ConsumerGroupSettings(
            Integer.MAX_VALUE,
            List.of("uniform", "range"),
            600_000,
            MigrationPolicy.BIDIRECTIONAL,
            new ConsumerGroupSettings.ClassicLimits(1000, 6_000, 1_800_000));
    static final ConsumerGroupTiming TIMING = new ConsumerGroupTiming(45_000, 5_000, 0);

    private final Map<TimerCommand.Key, Long> timers = new LinkedHashMap<>();
    private final List<LoggedRecords> log = new ArrayList<>();
    private final ConsumerGroupSettings settings;
    private final ConsumerGroupTiming timing;
    private Consumer<Coordinator> afterEvent = coordinator -> {};
    private ConsumerGroups live;
    private ConsumerGroups replayed;
    private ConsumerGroupPart part;
    private final ClassicGroups classicGroups = new ClassicGroups();
    private TestTopics topics = TestTopics.NONE;
    private int memberIds;
    private long nowMs = 1_000_000;

    Coordinator() {
        this(SETTINGS, TIMING);
    }

    Coordinator(ConsumerGroupSettings settings, ConsumerGroupTiming timing) {
        this.settings = settings;
        this.timing = timing;
        live = empty();
        replayed = empty();
        build();
    }

    private ConsumerGroups empty() {
        return new ConsumerGroups(settings, group -> timing);
    }

    private void build() {
        ConsumerGroupContext context = new ConsumerGroupContext(() -> "new-" + ++memberIds, (caller, topic) -> true);
        GroupConversion conversion = new GroupConversion(new ClassicSettings(1000, 0, 6_000, 1_800_000));
        part = new ConsumerGroupPart(live, classicGroups, conversion, context);
    }

    /** Has {@code check} run after every event. */
    void afterEachEvent(Consumer<Coordinator> check) {
        afterEvent = check;
    }

    long nowMs() {
        return nowMs;
    }

    ConsumerGroups groups() {
        return live;
    }

    ConsumerGroup group(String groupId) {
        return live.find(groupId).orElseThrow();
    }

    TestTopics topics() {
        return topics;
    }

    List<LoggedRecords> log() {
        return log;
    }

    Map<TimerCommand.Key, Long> timers() {
        return timers;
    }

    void topic(String name, int partitions) {
        boolean created = topics.byName(name).isEmpty();
        topics = topics.with(name, partitions);
        apply(new TopicsChanged(topics, Set.of(name), created));
    }

    void deleteTopic(String name) {
        topics = topics.without(name);
        apply(new TopicsChanged(topics, Set.of(name), false));
    }

    ConsumerGroupHeartbeatResponse heartbeat(ConsumerGroupHeartbeatRequest request) {
        return heartbeat(request, 1);
    }

    ConsumerGroupHeartbeatResponse heartbeat(ConsumerGroupHeartbeatRequest request, int version) {
        return (ConsumerGroupHeartbeatResponse) request(request, version);
    }

    /** A request that is answered at once. */
    ApiMessage request(ApiMessage message, int version) {
        Caller caller = new Caller("client", "/127.0.0.1", (short) version);
        Decision<GroupEvent, ApiMessage> decision = part.decide(new Request<>(caller, message), nowMs);
        follow(decision);
        runDue();
        return ((Outcome.Reply<ApiMessage>) decision.outcome()).response();
    }

    ClassicGroups classicGroups() {
        return classicGroups;
    }

    DescribedGroup describe(String groupId) {
        return new ConsumerGroupDescriptions(live).describe(groupId);
    }

    /** Lets time pass; what falls due on the way happens at its time. */
    void advance(long ms) {
        long endMs = nowMs + ms;
        while (true) {
            long next =
                    timers.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
            if (next > endMs) {
                break;
            }
            nowMs = Math.max(nowMs, next);
            runDue();
        }
        nowMs = endMs;
    }

    private void runDue() {
        while (true) {
            TimerCommand.Key next = null;
            for (Map.Entry<TimerCommand.Key, Long> timer : timers.entrySet()) {
                if (timer.getValue() <= nowMs && (next == null || timer.getValue() < timers.get(next))) {
                    next = timer.getKey();
                }
            }
            if (next == null) {
                return;
            }
            timers.remove(next);
            Decision<GroupEvent, ApiMessage> decision = part.due(next, nowMs);
            if (decision != null) {
                follow(decision);
            }
        }
    }

    private void follow(Decision<GroupEvent, ApiMessage> decision) {
        decision.events().forEach(this::apply);
        decision.timers().forEach(this::apply);
        if (!decision.events().isEmpty()) {
            assertThat(replayed.stored()).isEqualTo(live.stored());
        }
    }

    private void apply(TimerCommand timer) {
        timers.remove(timer.key());
        if (timer instanceof TimerCommand.Set set) {
            timers.put(set.key(), set.deadlineMs());
        }
    }

    void apply(GroupEvent event) {
        classicGroups.apply(event);
        if (!ConsumerGroups.concerns(event)) {
            return;
        }
        live.apply(event);
        if (event instanceof GroupEvent.Stored stored) {
            LoggedRecords logged = LoggedRecords.write(stored.stored());
            log.add(logged);
            replayed.apply(logged.read());
            assertThat(replayed.stored()).isEqualTo(live.stored());
        }
        afterEvent.accept(this);
    }

    /** Another broker takes over: it reads the log, is told of the topics, and sets its timers. */
    void failOver() {
        live = empty();
        log.forEach(record -> live.apply(record.read()));
        live.apply(new TopicsChanged(topics, Set.of(), true));
        build();
        timers.clear();
        part.loaded(nowMs).timers().forEach(this::apply);
        assertThat(replayed.stored()).isEqualTo(live.stored());
    }
}
