package io.ottla.bench.groups;

import io.ottla.bench.load.BrokerClient;
import io.ottla.bench.turns.Figures;
import io.ottla.bench.turns.Undisturbed;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import io.ottla.compat.tool.ReferenceJvm;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.FindCoordinatorRequest;
import io.ottla.wire.message.FindCoordinatorResponse;
import io.ottla.wire.message.HeartbeatRequest;
import io.ottla.wire.message.HeartbeatResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** All measurements on a broker of its own, started on an empty folder. */
final class OneTurn {
    private static final int MEMBERS = 100;
    private static final Topic SHARED = new Topic("shared", 1_000);
    private static final Topic SINGLE = new Topic("single", 1);
    private static final Topic COMMITTED = new Topic("committed", 10);
    private static final int BEATING = 10_000;
    private static final double BEATS_PER_SECOND = 5_000;
    private static final double COMMITS_PER_SECOND = 10_000;
    private static final int CONNECTIONS = 20;

    /** Members notice at their next heartbeat: what is left of the difference between two brokers wants a median of several. */
    private static final int REBALANCES = 7;

    private static final int REBALANCES_TO_WARM_UP = 10;
    private static final long WARM_UP_MS = 10_000;
    private static final long MEASURED_MS = 10_000;
    private static final int FIND_VERSION = 3;
    private static final int HEARTBEAT_VERSION = 0;
    private static final long PAUSE_NS = 20_000_000;

    private final TargetKind kind;
    private final Path folder;
    private final Figures figures;

    OneTurn(TargetKind kind, Path folder, Figures figures) {
        this.kind = kind;
        this.folder = folder;
        this.figures = figures;
    }

    void run() throws IOException, InterruptedException {
        // Heartbeats as often as the measured members send them, and no wait for members that do not come.
        TargetSettings settings = TargetSettings.in(folder)
                .with("offsets.topic.num.partitions", "50")
                .with("group.consumer.min.heartbeat.interval.ms", "100")
                .with("group.consumer.heartbeat.interval.ms", "100")
                .with("group.consumer.assignment.interval.ms", "0")
                .with("group.consumer.max.session.timeout.ms", "600000")
                .with("group.consumer.session.timeout.ms", "600000")
                .with(ReferenceJvm.STOCK);
        try (Target target = kind.create(settings)) {
            target.start();
            InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
            prepare(address);
            rebalance("rebalance, classic", address, ClassicMember::new);
            rebalance("rebalance, consumer", address, ConsumerMember::new);
            SteadyRate beats = new SteadyRate(address, target.pid(), BEATS_PER_SECOND, WARM_UP_MS, MEASURED_MS);
            Heartbeats heartbeats = new Heartbeats(address, BEATING, CONNECTIONS);
            cost("heartbeat, classic", beats.measure(heartbeats.ofClassicGroups()));
            cost("heartbeat, consumer", beats.measure(heartbeats.ofConsumerGroups(SINGLE.name())));
            SteadyRate commits = new SteadyRate(address, target.pid(), COMMITS_PER_SECOND, WARM_UP_MS, MEASURED_MS);
            cost("offset commit", commits.measure(Commits.over(CONNECTIONS, COMMITTED)));
        }
    }

    private static void prepare(InetSocketAddress address) throws IOException {
        try (BrokerClient client = new BrokerClient(address)) {
            for (Topic topic : List.of(SHARED, SINGLE, COMMITTED)) {
                client.topic(topic.name(), topic.partitions(), Map.of());
            }
        }
        try (GroupConnection connection = new GroupConnection(address)) {
            while (!isServed(connection)) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    /** The first to ask for a coordinator makes the broker create its topic. */
    private static boolean isServed(GroupConnection connection) {
        FindCoordinatorResponse found = FindCoordinatorResponse.read(
                connection.ask(ApiKey.FIND_COORDINATOR, FIND_VERSION, new FindCoordinatorRequest().key("any")),
                FIND_VERSION);
        HeartbeatRequest heartbeat =
                new HeartbeatRequest().groupId("any").generationId(0).memberId("any");
        HeartbeatResponse answer = HeartbeatResponse.read(
                connection.ask(ApiKey.HEARTBEAT, HEARTBEAT_VERSION, heartbeat), HEARTBEAT_VERSION);
        return found.errorCode() == ErrorCode.NONE.code() && answer.errorCode() == ErrorCode.UNKNOWN_MEMBER_ID.code();
    }

    private void rebalance(String name, InetSocketAddress address, Rebalance.Protocol protocol)
            throws IOException, InterruptedException {
        Rebalance rebalance = new Rebalance(address, SHARED, MEMBERS);
        AtomicInteger groups = new AtomicInteger();
        Undisturbed.Measurement<Double> one =
                () -> rebalance.run(protocol, "rebalancing-" + groups.incrementAndGet() + "-" + name);
        for (int i = 0; i < REBALANCES_TO_WARM_UP; i++) {
            one.take();
        }
        for (int i = 0; i < REBALANCES; i++) {
            Undisturbed<Double> ms = Undisturbed.of(one);
            figures.add(name + ", ms", kind, ms.value());
            figures.addWithheld(name, kind, ms.withheld());
        }
    }

    private void cost(String name, Undisturbed<SteadyRate.Cost> measured) {
        SteadyRate.Cost cost = measured.value();
        figures.add(name + ", broker's CPU, us", kind, cost.cpuMicros());
        figures.add(name + ", p50, ms", kind, cost.p50Ms());
        figures.add(name + ", p99, ms", kind, cost.p99Ms());
        figures.add(name + ", per second", kind, cost.perSecond());
        figures.addWithheld(name, kind, measured.withheld());
    }
}
