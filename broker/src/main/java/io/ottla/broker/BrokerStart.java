package io.ottla.broker;

import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.api.initproducerid.FreshProducerIds;
import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.Listener;
import io.ottla.broker.config.Settings;
import io.ottla.broker.coordinator.group.GroupCommand;
import io.ottla.broker.coordinator.group.GroupCoordinatorKind;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.CoordinatorMetrics;
import io.ottla.broker.coordinator.runtime.Coordinators;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.dispatch.Dispatcher;
import io.ottla.broker.membership.Introduction;
import io.ottla.broker.membership.Membership;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.net.BoundListener;
import io.ottla.broker.net.NetworkServer;
import io.ottla.broker.partition.CleanerSettings;
import io.ottla.broker.partition.HousekeepingIntervals;
import io.ottla.broker.partition.PartitionHost;
import io.ottla.broker.partition.PartitionService;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.quota.QuotaWindow;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.Shards;
import io.ottla.broker.transaction.GuardedPartitions;
import io.ottla.broker.transaction.Markers;
import io.ottla.broker.transaction.TransactionGuards;
import io.ottla.broker.transaction.TransactionParts;
import io.ottla.broker.transaction.VerificationSwitch;
import io.ottla.controller.Controller;
import io.ottla.controller.ControllerEnvironment;
import io.ottla.controller.decide.FeaturePolicy;
import io.ottla.controller.driver.ControllerStart;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.storage.dirs.DataFolderException;
import io.ottla.storage.dirs.LogDir;
import io.ottla.storage.dirs.LogDirs;
import io.ottla.storage.dirs.OpenRequest;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.FileDisk;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a broker together: shards, data folders, partitions, controller, listeners; then it registers with the controller,
 * and lets clients in.
 */
final class BrokerStart {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerStart.class);
    private static final long JOIN_PATIENCE_S = 60;
    private static final long LEAVE_PATIENCE_S = 30;

    /** Requests that wait are answered at once, so this is for clients that do not take their answers. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(10);

    /** Room for all that the limits on requests in flight let through, split over partitions. */
    private static final int SHARD_INBOX_CAPACITY = 1 << 20;

    /** While a shard is so far behind, no more requests are read. */
    private static final int SHARD_BACKLOG_MAX = SHARD_INBOX_CAPACITY / 2;

    private final Settings settings;
    private final Consumer<Throwable> onFatal;
    private final SecureRandom random = new SecureRandom();
    private final Disk disk = new FileDisk();
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final StartedParts parts = new StartedParts();
    private volatile Controller controller;
    private volatile Membership membership;

    private BrokerStart(Settings settings, Consumer<Throwable> onFatal) {
        this.settings = settings;
        this.onFatal = onFatal;
    }

    static RunningBroker start(Settings settings, Consumer<Throwable> onFatal) {
        BrokerStart start = new BrokerStart(settings, onFatal);
        try {
            return start.run();
        } catch (DataFolderException | IOException | TimeoutException e) {
            start.parts.stopAll();
            throw new BrokerStartException(e.getMessage(), e);
        } catch (InterruptedException e) {
            start.parts.stopAll();
            Thread.currentThread().interrupt();
            throw new BrokerStartException("interrupted", e);
        } catch (RuntimeException e) {
            start.parts.stopAll();
            throw e;
        }
    }

    private RunningBroker run() throws DataFolderException, IOException, TimeoutException, InterruptedException {
        if (settings.storage().deleteOnClose()) {
            parts.add(
                    "The temporary folder",
                    () -> TemporaryFolders.delete(settings.storage().logDirs()));
        }
        Shards shards = startShards();
        LogDirs dirs = openDirs();
        PartitionFollower follower = new PartitionFollower(hostPartitions(shards, dirs));
        parts.add("The host of the partitions", () -> follower.close(brokerEpoch()));
        Coordinators<GroupCommand, GroupEvent, ApiMessage> groups = groupCoordinators(follower.service());
        parts.add("The group coordinators", () -> groups.stop().get(LEAVE_PATIENCE_S, TimeUnit.SECONDS));
        TransactionParts transactions = transactions(shards, follower.service(), groups);
        parts.add(
                "The transaction coordinators",
                () -> transactions.coordinators().stop().get(LEAVE_PATIENCE_S, TimeUnit.SECONDS));
        follower.service().register(metrics);
        controller = openController(dirs);
        ClientQuotas quotas =
                new ClientQuotas(shards.all(), QuotaWindow.of(settings.configs().values()));
        followTheImage(follower, groups, transactions, quotas);

        NodeAddresses addresses = new NodeAddresses(settings.node().nodeId(), unadvertised());
        Handlers handlers = new Handlers(
                settings,
                controller,
                follower.service(),
                new GroupRequests(groups),
                transactions,
                quotas,
                addresses,
                random);
        NetworkServer server = NetworkServer.bind(
                settings.network(),
                new RequestBursts(new Dispatcher(handlers.table(), quotas, metrics), shards),
                () -> isBehind(shards),
                metrics);
        parts.add("The network server", server::close);

        membership = new Membership(
                shards.all().getFirst(),
                controller,
                introduction(server.listeners(), dirs),
                settings.controller().brokerHeartbeatIntervalMs());
        CompletableFuture<Void> joined = membership.join();
        awaitLogs(follower.opened());
        await(joined, "joining the cluster");
        parts.add("The membership", () -> membership.leave().get(LEAVE_PATIENCE_S, TimeUnit.SECONDS));
        parts.add("Answering what was asked", () -> {
            CompletableFuture<Void> unused = follower.service().endWaits();
            server.drain(DRAIN_PATIENCE);
        });
        // Before that: who waits for others to join would wait too long.
        parts.add("Those who wait for their groups", () -> groups.stop().get(LEAVE_PATIENCE_S, TimeUnit.SECONDS));
        server.accept();
        return new RunningBroker(endpoints(server.listeners()), metrics, parts);
    }

    private void followTheImage(
            PartitionFollower follower,
            Coordinators<GroupCommand, GroupEvent, ApiMessage> groups,
            TransactionParts transactions,
            ClientQuotas quotas) {
        controller.addListener(follower);
        controller.addListener((before, after, delta) -> groups.clusterChanged(after, delta));
        controller.addListener(
                (before, after, delta) -> transactions.coordinators().clusterChanged(after, delta));
        controller.addListener(new VerificationSwitch(
                transactions.guarded().guards(),
                settings.configs(),
                settings.node().nodeId()));
        controller.addListener(quotas);
    }

    private Shards startShards() {
        Shards shards = Shards.start(
                settings.broker().shards(),
                SHARD_INBOX_CAPACITY,
                System::currentTimeMillis,
                (thread, cause) -> onFatal.accept(cause));
        parts.add("The shards", shards::close);
        shards.register(metrics);
        return shards;
    }

    private static boolean isBehind(Shards shards) {
        for (Shard shard : shards.all()) {
            if (shard.queuedMessages() > SHARD_BACKLOG_MAX) {
                return true;
            }
        }
        return false;
    }

    private Controller openController(LogDirs dirs) throws IOException {
        ExecutorService snapshots =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "ottla-metadata-snapshots"));
        parts.add("The writer of metadata snapshots", snapshots::shutdown);
        Controller opened = ControllerStart.open(
                ControllerOpening.settings(settings, dirs),
                new ControllerEnvironment(
                        disk,
                        System::currentTimeMillis,
                        random,
                        snapshots,
                        ControllerOpening.rules(settings),
                        onFatal));
        parts.add("The controller", opened::close);
        return opened;
    }

    private LogDirs openDirs() throws DataFolderException {
        return LogDirs.open(
                disk,
                new OpenRequest(
                        settings.storage().logDirs(),
                        settings.storage().metadataLogDir(),
                        settings.node().nodeId(),
                        Optional.empty(),
                        settings.node().newClusterId().orElseGet(this::newId).toString(),
                        this::newId,
                        settings.storage().reserve()));
    }

    private Uuid newId() {
        return new Uuid(random.nextLong(), random.nextLong());
    }

    private PartitionHost hostPartitions(Shards shards, LogDirs dirs) {
        PartitionService.Setup setup = new PartitionService.Setup(
                settings.node().nodeId(),
                shards,
                dirs,
                settings.configs(),
                HousekeepingIntervals.of(settings.storage()),
                CleanerSettings.of(settings.storage().cleaner()),
                OpenFiles.forSegments(),
                random,
                this::logDirFailed);
        // Logs always want to see a ticket; that none is needed while nothing is verified is for the guards to say.
        ProducerSettings producers = new ProducerSettings(
                settings.storage().producerIdExpirationMs(),
                true,
                settings.transactions().transactions().timeoutMaxMs());
        int recoveryThreads = settings.storage().recoveryThreadsPerLogDir()
                * settings.storage().logDirs().size();
        return PartitionHost.create(
                setup,
                new PartitionHost.Threads(
                        disk, producers, recoveryThreads, settings.storage().moveThreads(), System::currentTimeMillis));
    }

    private Coordinators<GroupCommand, GroupEvent, ApiMessage> groupCoordinators(PartitionService partitions) {
        return new Coordinators<>(
                new GroupCoordinatorKind(
                        settings.groups(),
                        image -> settings.configs().at(image, settings.node().nodeId()),
                        random),
                partitions,
                new CoordinatorMetrics(metrics, "group_coordinator"));
    }

    private TransactionParts transactions(Shards shards, PartitionService service, Coordinators<?, ?, ?> groups) {
        Markers markers = new Markers(service.partitions(), groups);
        FreshProducerIds producerIds = new FreshProducerIds(
                shards.all().getFirst(),
                new ControllerProducerIds(() -> controller, settings.node().nodeId(), this::brokerEpoch));
        TransactionCoordinators coordinators =
                new TransactionCoordinators(settings.transactions(), service, markers, producerIds, metrics);
        TransactionGuards guards = new TransactionGuards(
                service.partitions(), coordinators, settings.transactions().guards(), metrics);
        return new TransactionParts(
                new GuardedPartitions(service.partitions(), guards), markers, coordinators, producerIds);
    }

    private void logDirFailed(LogDir dir) {
        Membership known = membership;
        if (known != null) {
            known.logDirFailed(dir.id());
        }
    }

    private long brokerEpoch() {
        Membership known = membership;
        return known == null ? -1 : known.epoch();
    }

    private Set<String> unadvertised() {
        return settings.network().listeners().stream()
                .filter(listener ->
                        listener.advertised().isEmpty() && listener.host().isEmpty())
                .map(Listener::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Introduction introduction(List<BoundListener> bound, LogDirs dirs) {
        List<ListenerEndpoint> listeners = new ArrayList<>();
        for (BoundListener open : bound) {
            Listener listener = settings.network().listener(open.name()).orElseThrow();
            Endpoint endpoint = reachableAt(listener, open);
            listeners.add(new ListenerEndpoint(
                    open.name(),
                    endpoint.host(),
                    endpoint.port(),
                    listener.securityProtocol().id()));
        }
        return new Introduction(
                settings.node().nodeId(),
                newId(),
                listeners,
                FeaturePolicy.CURRENT.supported(),
                settings.node().rack(),
                dirs.online().stream().map(LogDir::id).toList(),
                dirs.cleanShutdownBrokerEpoch());
    }

    /** Where the rest of the cluster is told that a listener is; an advertised port of 0 is the one that was bound. */
    private static Endpoint reachableAt(Listener listener, BoundListener bound) {
        String host = listener.host().isEmpty() ? "localhost" : listener.host();
        Endpoint told = listener.advertised().orElse(new Endpoint(host, 0));
        return told.port() == 0 ? new Endpoint(told.host(), bound.address().getPort()) : told;
    }

    private List<Endpoint> endpoints(List<BoundListener> bound) {
        return bound.stream()
                .map(open ->
                        reachableAt(settings.network().listener(open.name()).orElseThrow(), open))
                .toList();
    }

    /** However long it takes: after a loss of power there may be terabytes to look through. */
    private static void awaitLogs(CompletableFuture<Void> opened) throws TimeoutException, InterruptedException {
        while (!opened.isDone()) {
            try {
                opened.get(JOIN_PATIENCE_S, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                LOG.info("Still opening the logs");
            } catch (ExecutionException failed) {
                break;
            }
        }
        await(opened, "opening the logs");
    }

    private static void await(CompletableFuture<Void> done, String what) throws TimeoutException, InterruptedException {
        try {
            done.get(JOIN_PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new BrokerStartException(what + " failed: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            TimeoutException late = new TimeoutException(what + " took more than " + JOIN_PATIENCE_S + " s");
            late.initCause(e);
            throw late;
        }
    }
}
