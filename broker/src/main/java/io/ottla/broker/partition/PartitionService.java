package io.ottla.broker.partition;

import io.ottla.broker.metrics.Metrics;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.broker.shard.Shards;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ClusterImage;
import io.ottla.storage.dirs.LogDir;
import io.ottla.storage.dirs.LogDirs;
import io.ottla.storage.log.LogEnvironment;
import io.ottla.storage.log.PendingDeletions;
import io.ottla.storage.log.StorageFailure;
import io.ottla.storage.segment.FilePool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The broker's partitions, from the data folders up to the shards' tables: put together, started and stopped.
 *
 * <p>Stopping takes place when no more requests come in: flushes are waited for, every log is closed by its shard, the
 * checkpoints are written, and the data folders are marked as left in good order.
 */
public final class PartitionService {
    private static final int OPEN_FILES_OF_A_COPY = 4;

    private final Setup setup;
    private final KeeperTools tools;
    private final ClusterViews views;
    private final Partitions partitions;
    private final LogKeeper logs;
    private final PartitionKeeper keeper;
    private final List<Housekeeping> housekeepings = new ArrayList<>();
    private final List<ShardCleaner> cleaners = new ArrayList<>();
    private final CleanerSlots slots;
    private final BackgroundWork background;
    private final LogMoves moves;
    private final List<ShardMoves> shardMoves = new ArrayList<>();
    private final List<CleanerFigures> cleanerFigures;
    /** As it is now; changed on the keeper's thread. */
    private volatile CleanerSettings cleanerSettings;

    /**
     * What the partitions are put together from.
     *
     * @param nodeId this broker's
     * @param dirs the data folders; the service's own from now on
     * @param configs this broker's configurations, by the file
     * @param cleaner how logs are compacted
     * @param openFilesMax how many segment files all shards together keep open
     * @param random draws what needs chance
     * @param onOffline told of each data folder that fails
     */
    public record Setup(
            int nodeId,
            Shards shards,
            LogDirs dirs,
            BrokerConfigs configs,
            HousekeepingIntervals intervals,
            CleanerSettings cleaner,
            int openFilesMax,
            RandomGenerator random,
            Consumer<LogDir> onOffline) {}

    PartitionService(Setup setup, KeeperTools tools, BackgroundWork background) {
        this.background = background;
        this.slots = new CleanerSlots(tools.worker(), setup.cleaner().threads());
        this.cleanerSettings = setup.cleaner();
        this.cleanerFigures =
                setup.shards().all().stream().map(shard -> new CleanerFigures()).toList();
        this.setup = setup;
        this.tools = tools;
        ClusterView nothing = ClusterView.empty(
                setup.nodeId(), setup.configs(), ClusterImage.empty(setup.dirs().clusterId()));
        this.views = new ClusterViews(nothing, failure -> tools.worker().execute(() -> logsFailed(failure)));
        this.partitions = new Partitions(setup.shards(), views, background.flusher(), this::newEnvironment);
        this.logs = new LogKeeper(setup.dirs(), views, partitions, tools, setup.onOffline());
        this.moves = new LogMoves(
                new LogMoves.Parts(setup.dirs(), views, partitions, logs, background.throttles()),
                tools,
                () -> new LogEnvironment(
                        new FilePool(tools.disk(), OPEN_FILES_OF_A_COPY),
                        new PendingDeletions(),
                        setup.random(),
                        setup.dirs().reserve()));
        this.keeper = new PartitionKeeper(views, partitions, logs, moves, this::configureCleaner, tools.worker());
    }

    private void logsFailed(StorageFailure failure) {
        logs.failed(failure);
    }

    private void configureCleaner(ClusterView view) {
        CleanerSettings changed = setup.cleaner().changedBy(view.brokerConfigs());
        if (changed.equals(cleanerSettings)) {
            return;
        }
        cleanerSettings = changed;
        slots.resize(changed.threads());
        background.cleaner().resize().accept(changed.threads());
        cleaners.forEach(cleaner -> cleaner.shard().send(cleaner::configured));
    }

    /** Has the metrics of compaction told. */
    public void register(Metrics metrics) {
        List<Path> dirs = setup.dirs().online().stream().map(LogDir::path).toList();
        new CleanerMetrics(cleanerFigures, tools::nowMs).register(metrics, dirs);
    }

    private LogEnvironment newEnvironment() {
        int share = Math.max(1, setup.openFilesMax() / setup.shards().all().size());
        return new LogEnvironment(
                new FilePool(tools.disk(), share),
                new PendingDeletions(),
                setup.random(),
                setup.dirs().reserve());
    }

    public Partitions partitions() {
        return partitions;
    }

    public ClusterViews views() {
        return views;
    }

    /** Follows the cluster's image. */
    public PartitionKeeper keeper() {
        return keeper;
    }

    public LogDirReports reports() {
        return new LogDirReports(partitions, views, setup.dirs(), tools.worker(), shardMoves);
    }

    /** Moves replicas between data folders. */
    public LogMoves moves() {
        return moves;
    }

    /** Begins with the first image; completes when all logs are open. Requests may come before that. */
    CompletableFuture<Void> start(ClusterImage image) {
        for (Shard shard : partitions.shards()) {
            shardMoves.add(moves.on(shard, background.copiers()));
        }
        for (Shard shard : partitions.shards()) {
            Housekeeping housekeeping = new Housekeeping(
                    partitions.tableOf(shard),
                    setup.intervals(),
                    (checkpoint, offsets, complete) ->
                            tools.worker().execute(() -> logs.checkpoint(checkpoint, offsets, complete)),
                    deletion -> tools.worker().execute(() -> logs.run(deletion)));
            housekeepings.add(housekeeping);
            shard.send(housekeeping::start);
            ShardCleaner cleaner = new ShardCleaner(
                    partitions.tableOf(shard),
                    new ShardCleaner.Terms(() -> cleanerSettings, slots, background.cleaner()),
                    cleanerFigures.get(shard.index()),
                    housekeeping::checkpointCleaner);
            cleaners.add(cleaner);
            shard.send(cleaner::start);
        }
        keeper.start(image);
        CompletableFuture<Void> opened = new CompletableFuture<>();
        tools.worker().execute(() -> opened.complete(null));
        return opened;
    }

    /**
     * Has every request that waits for records answered with what there is, now and from here on, so that a broker that is to
     * stop need not sit out their time; completes when every shard knows.
     */
    public CompletableFuture<Void> endWaits() {
        return onEachShard((table, housekeeping, turn, done) -> {
            table.endWaits(turn);
            done.run();
        });
    }

    /** Has no shard begin another flush or compaction; completes when every shard knows. */
    CompletableFuture<Void> stopFlushing() {
        return onEachShard((table, housekeeping, turn, done) -> {
            housekeeping.stop();
            cleaners.get(table.shard().index()).stop();
            shardMoves.get(table.shard().index()).stop();
            table.stopFlushing();
            done.run();
        });
    }

    /** Closes all logs, each on its shard; completes when that is done. No flush may be under way any more. */
    CompletableFuture<Void> closeLogs() {
        return onEachShard((table, housekeeping, turn, done) -> {
            shardMoves.get(table.shard().index()).abandonAll();
            Runnable whenClosed = () -> {
                housekeeping.checkpointAll();
                table.leave(turn);
                done.run();
            };
            table.closeAll(background.closers(), whenClosed, turn);
        });
    }

    private interface ShardStep {
        /** @param done to be run when the step is done, on the shard */
        void run(PartitionTable table, Housekeeping housekeeping, ShardTurn turn, Runnable done);
    }

    private CompletableFuture<Void> onEachShard(ShardStep step) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < housekeepings.size(); i++) {
            Housekeeping housekeeping = housekeepings.get(i);
            PartitionTable table = partitions.tableOf(partitions.shards().get(i));
            CompletableFuture<Void> done = new CompletableFuture<>();
            all.add(done);
            table.shard().send(turn -> step.run(table, housekeeping, turn, () -> done.complete(null)));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /**
     * The end, when all logs are closed: the data folders are given up. On the keeper's thread.
     *
     * @param clean whether they are to be marked as left in good order
     */
    void closeDirs(long brokerEpoch, boolean clean) {
        if (clean) {
            setup.dirs().markCleanShutdown(brokerEpoch);
        }
        setup.dirs().close();
    }

    KeeperTools tools() {
        return tools;
    }
}
