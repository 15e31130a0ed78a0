package io.ottla.broker.partition;

import io.ottla.broker.shard.Gather;
import io.ottla.broker.shard.Shard;
import io.ottla.controller.image.BrokerRegistration;
import io.ottla.storage.dirs.LogDir;
import io.ottla.storage.dirs.LogDirs;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.log.StorageFailure;
import io.ottla.wire.api.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Describes the data folders: the shards tell of their logs, the keeper's thread asks the disk. */
public final class LogDirReports {
    private final Partitions partitions;
    private final ClusterViews views;
    private final LogDirs dirs;
    private final Executor keeper;
    private final List<ShardMoves> moves;

    private record Located(Path dir, LogDirReport.Log log) {}

    /**
     * @param keeper the thread that {@code dirs} belong to
     * @param moves those of each shard, by its index
     */
    LogDirReports(Partitions partitions, ClusterViews views, LogDirs dirs, Executor keeper, List<ShardMoves> moves) {
        this.moves = moves;
        this.partitions = partitions;
        this.views = views;
        this.dirs = dirs;
        this.keeper = keeper;
    }

    /** Hands over a report of each data folder, on some thread. */
    public void request(Consumer<List<LogDirReport>> whenDone, Consumer<Throwable> onFailure) {
        Gather.<Shard, List<Located>>start(
                partitions.shards(),
                shard -> shard,
                (turn, part) -> part.answer(part.place(0), logsOf(part.shard())),
                new Gather.Ending<>(
                        logs -> keeper.execute(() -> finish(logs, whenDone, onFailure)),
                        place -> List.of(),
                        onFailure));
    }

    private List<Located> logsOf(Shard shard) {
        PartitionTable table = partitions.tableOf(shard);
        List<Located> logs = new ArrayList<>();
        for (ReplicaMove move : moves.get(shard.index()).underWay().values()) {
            Partition partition = table.online(move.partition());
            if (partition != null) {
                long lag = Math.max(0, partition.log().logEndOffset() - move.copiedTo());
                logs.add(new Located(
                        move.future().dir().path(),
                        new LogDirReport.Log(move.partition(), move.copiedBytes(), lag, true)));
            }
        }
        for (Partition partition : table.allOnline()) {
            long lag = Math.max(0, partition.highWatermark() - partition.log().logEndOffset());
            logs.add(new Located(
                    partition.log().folder().getParent(),
                    new LogDirReport.Log(partition.name(), partition.log().sizeBytes(), lag, false)));
        }
        return logs;
    }

    private void finish(
            List<List<Located>> logs, Consumer<List<LogDirReport>> whenDone, Consumer<Throwable> onFailure) {
        try {
            List<Located> all = logs.stream().flatMap(List::stream).toList();
            List<LogDirReport> reports = new ArrayList<>();
            dirs.online().forEach(dir -> reports.add(describe(dir, all)));
            dirs.offline().forEach(path -> reports.add(LogDirReport.offline(path)));
            whenDone.accept(reports);
        } catch (RuntimeException broken) {
            onFailure.accept(broken);
        }
    }

    private LogDirReport describe(LogDir dir, List<Located> all) {
        List<LogDirReport.Log> logs = all.stream()
                .filter(located -> located.dir().equals(dir.path()))
                .map(Located::log)
                .sorted(Comparator.comparing(LogDirReport.Log::partition))
                .toList();
        try {
            Disk.Space space = dir.space();
            return new LogDirReport(
                    dir.path(), ErrorCode.NONE, space.totalBytes(), space.usableBytes(), isCordoned(dir), logs);
        } catch (StorageFailure failure) {
            return LogDirReport.offline(dir.path());
        }
    }

    private boolean isCordoned(LogDir dir) {
        ClusterView view = views.current();
        BrokerRegistration broker = view.image().nodes().broker(view.nodeId());
        return broker != null
                && broker.cordonedDirectories()
                        .filter(cordoned -> cordoned.contains(dir.id()))
                        .isPresent();
    }
}
