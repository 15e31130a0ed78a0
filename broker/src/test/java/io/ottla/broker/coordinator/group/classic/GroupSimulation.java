package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * One group, its clients, and everything that can go wrong between them, all from one seed: requests and answers are lost,
 * delayed and doubled; clients crash, come back, fall silent, leave and change their minds; the coordinator moves. Then all
 * that stops, and the clients that are left must agree.
 */
final class GroupSimulation implements SimulatedClient.World {
    private static final long TROUBLE_MS = 120_000;
    private static final long CALM_MS = 700_000;
    private static final List<List<String>> PREFERENCES =
            List.of(List.of("range"), List.of("sticky", "range"), List.of("range", "sticky"));

    private final Random random;
    private final AssignmentHistory history = new AssignmentHistory();
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final FakeRuntime runtime;
    private long nowMs;
    private long sequence;
    private int named;
    private int moves;
    private boolean isCalm;

    private record Event(long atMs, long sequence, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(sequence, other.sequence);
        }
    }

    GroupSimulation(long seed) {
        random = new Random(seed);
        ClassicSettings settings = new ClassicSettings(oneIn(3) ? 3 : 100, oneIn(2) ? 0 : 3_000, 6_000, 1_800_000);
        runtime = new FakeRuntime(settings, () -> new UUID(random.nextLong(), random.nextLong()), this::happened);
    }

    void run() {
        int clientsAtFirst = 2 + random.nextInt(4);
        for (int i = 0; i < clientsAtFirst; i++) {
            later(random.nextInt(5_000), this::addClient);
        }
        later(1_000, this::makeTrouble);
        runUntil(TROUBLE_MS, () -> false);
        isCalm = true;
        runUntil(TROUBLE_MS + CALM_MS, () -> nowMs > TROUBLE_MS + 60_000 && haveAgreed());
        checkAgreement();
    }

    private void runUntil(long endMs, BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            OptionalLong timer = runtime.nextTimerMs();
            Event next = queue.peek();
            boolean timerFirst = timer.isPresent() && (next == null || timer.getAsLong() < next.atMs());
            if (!timerFirst && next == null) {
                return;
            }
            long atMs = timerFirst ? timer.getAsLong() : next.atMs();
            if (atMs > endMs) {
                return;
            }
            nowMs = Math.max(nowMs, atMs);
            if (timerFirst) {
                runtime.fireOne(nowMs);
            } else {
                queue.remove();
                next.action().run();
            }
        }
    }

    private void happened(GroupEvent event) {
        history.happened(event);
    }

    @Override
    public AssignmentHistory history() {
        return history;
    }

    @Override
    public void later(long delayMs, Runnable action) {
        queue.add(new Event(nowMs + delayMs, sequence++, action));
    }

    @Override
    public void send(SimulatedClient client, SimulatedClient.Ask ask, long attempt) {
        Runnable arrival = arrival(client, ask, attempt);
        if (isCalm || !oneIn(12)) {
            later(latencyMs(), arrival);
        }
        if (!isCalm && oneIn(15)) {
            later(latencyMs(), arrival);
        }
    }

    /**
     * The request is fixed when it is sent, and decided on when it comes in. Neither it nor its answer outlives a move of the
     * coordinator, which takes clients to another broker: a generation that was not logged before the move gives its number to another
     * after it, and requests of the one would be taken for the other's.
     */
    private Runnable arrival(SimulatedClient client, SimulatedClient.Ask ask, long attempt) {
        Runnable decision = decision(client, ask, attempt);
        int sentAfter = moves;
        return () -> {
            if (sentAfter == moves) {
                decision.run();
            }
        };
    }

    private Runnable decision(SimulatedClient client, SimulatedClient.Ask ask, long attempt) {
        TestMember member = client.member;
        return switch (ask) {
            case JOIN -> {
                var request = member.join();
                yield () -> decided(client, attempt, runtime.joinGroup().decide(runtime.groups(), request, nowMs));
            }
            case SYNC -> {
                var request = member.sync(client.assignments());
                yield () -> decided(client, attempt, new SyncGroup().decide(runtime.groups(), request, nowMs));
            }
            case HEARTBEAT -> {
                var request = member.heartbeat();
                yield () -> decided(client, attempt, new Heartbeat().decide(runtime.groups(), request, nowMs));
            }
        };
    }

    private void decided(SimulatedClient client, long attempt, Decision<GroupEvent, ApiMessage> decision) {
        int sentAfter = moves;
        runtime.carryOut(decision, response -> {
            if (isCalm || !oneIn(12)) {
                later(latencyMs(), () -> {
                    if (sentAfter == moves) {
                        client.answered(attempt, response);
                    }
                });
            }
        });
    }

    private long latencyMs() {
        return !isCalm && oneIn(10) ? random.nextInt(8_000) : random.nextInt(20);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private void addClient() {
        TestMember member = new TestMember("c" + named++);
        if (oneIn(3)) {
            member.instanceId = "i" + random.nextInt(3);
        }
        member.joinVersion = random.nextInt(10);
        if (member.instanceId != null) {
            member.joinVersion = 5 + random.nextInt(5);
        }
        member.sessionMs = 6_000 + random.nextInt(10_000);
        member.rebalanceMs = 4_000 + random.nextInt(10_000);
        member.protocols = PREFERENCES.get(random.nextInt(PREFERENCES.size()));
        add(member);
    }

    private void add(TestMember member) {
        SimulatedClient client = new SimulatedClient(member, this);
        clients.add(client);
        client.start();
    }

    private void makeTrouble() {
        if (isCalm) {
            return;
        }
        if (!clients.isEmpty()) {
            SimulatedClient client = clients.get(random.nextInt(clients.size()));
            switch (random.nextInt(8)) {
                case 0 -> client.stop();
                case 1 -> restart(client);
                case 2 -> leave(client);
                case 3 -> client.changeTopics("t" + random.nextInt(3));
                case 4 -> client.pause(random.nextInt(20_000));
                case 5 -> addClient();
                case 6 -> {
                    moves++;
                    runtime.move(runtime.settings(), nowMs);
                }
                default -> {
                    // A quiet moment.
                }
            }
        }
        later(random.nextInt(8_000), this::makeTrouble);
    }

    private void restart(SimulatedClient client) {
        client.stop();
        TestMember anew = new TestMember(client.member.name);
        anew.instanceId = client.member.instanceId;
        anew.joinVersion = client.member.joinVersion;
        anew.sessionMs = client.member.sessionMs;
        anew.rebalanceMs = client.member.rebalanceMs;
        anew.protocols = oneIn(2) ? client.member.protocols : List.of("range");
        later(random.nextInt(5_000), () -> add(anew));
    }

    private void leave(SimulatedClient client) {
        var request = client.member.leave();
        client.stop();
        later(
                latencyMs(),
                () -> runtime.carryOut(runtime.leaveGroup().decide(runtime.groups(), request, nowMs), response -> {}));
    }

    private List<String> survivors() {
        return clients.stream()
                .filter(client -> !client.isStopped())
                .map(client -> client.member.memberId)
                .sorted()
                .toList();
    }

    private boolean haveAgreed() {
        return clients.stream().allMatch(client -> client.isStopped() || client.isStable())
                && runtime.groups()
                        .find(TestMember.GROUP)
                        .map(group -> List.copyOf(group.roster().memberIds()).equals(survivors())
                                && !group.is(ClassicState.PREPARING_REBALANCE)
                                && !group.is(ClassicState.COMPLETING_REBALANCE))
                        .orElse(survivors().isEmpty());
    }

    private void checkAgreement() {
        assertThat(haveAgreed())
                .as(() -> "agreement of " + survivors() + " at " + nowMs + ": "
                        + runtime.groups()
                                .find(TestMember.GROUP)
                                .map(group -> group.state() + " " + group.joining() + " " + group.roster())
                                .orElse("no group"))
                .isTrue();
    }

    long storedGenerations() {
        return runtime.groups()
                .find(TestMember.GROUP)
                .map(group -> (long) group.generation().id())
                .orElse(0L);
    }
}
