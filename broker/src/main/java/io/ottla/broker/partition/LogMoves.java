package io.ottla.broker.partition;

import io.ottla.broker.shard.Shard;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.FutureFolder;
import io.ottla.storage.dirs.LogDir;
import io.ottla.storage.dirs.LogDirs;
import io.ottla.storage.dirs.PartitionFolder;
import io.ottla.storage.log.DiskFull;
import io.ottla.storage.log.LogCopy;
import io.ottla.storage.log.LogEnvironment;
import io.ottla.storage.log.PartitionLog;
import io.ottla.storage.log.RecoveredLog;
import io.ottla.storage.log.StorageFailure;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders to move replicas to other data folders, has the shards carry them out, and keeps the books. What is in here
 * belongs to the keeper's thread.
 */
public final class LogMoves {
    private static final Logger LOG = LoggerFactory.getLogger(LogMoves.class);

    private final Parts parts;
    private final KeeperTools tools;
    private final Supplier<LogEnvironment> environments;
    private final Map<Shard, ShardMoves> shards = new HashMap<>();
    private final Map<TopicPartition, ReplicaMove> underWay = new HashMap<>();

    /** What it works with. */
    record Parts(LogDirs dirs, ClusterViews views, Partitions partitions, LogKeeper logs, Throttles throttles) {}

    /** Makes what slows a copy down to a number of bytes a second. */
    interface Throttles {
        LongConsumer of(double bytesPerSecond);
    }

    /** @param environments makes what a copy lives in, apart from all other logs */
    LogMoves(Parts parts, KeeperTools tools, Supplier<LogEnvironment> environments) {
        this.parts = parts;
        this.tools = tools;
        this.environments = environments;
    }

    /** The moves of one shard's partitions, to be started with the shards. */
    ShardMoves on(Shard shard, DiskWork copiers) {
        ShardMoves moves = new ShardMoves(
                parts.partitions().tableOf(shard), copiers, tools.producerSettings(), new ShardMoves.Outcome() {
                    @Override
                    public void moved(ReplicaMove move) {
                        tools.worker().execute(() -> LogMoves.this.moved(move));
                    }

                    @Override
                    public void dropped(ReplicaMove move) {
                        tools.worker().execute(() -> LogMoves.this.dropped(move));
                    }
                });
        shards.put(shard, moves);
        return moves;
    }

    /** An order to have a partition's replica in a data folder. */
    public record Order(TopicPartition partition, Path logDir) {}

    /** Takes orders; {@code whenTaken} is told of each whether it will be carried out. From any thread. */
    public void order(List<Order> orders, Consumer<List<ErrorCode>> whenTaken) {
        tools.worker().execute(() -> {
            List<ErrorCode> taken = new ArrayList<>();
            orders.forEach(order -> taken.add(take(order)));
            whenTaken.accept(taken);
        });
    }

    private ErrorCode take(Order order) {
        TopicPartition name = order.partition();
        Path path = order.logDir();
        if (PartitionFolder.futureNameOf(name, Uuid.ZERO).isEmpty()) {
            return ErrorCode.INVALID_TOPIC_EXCEPTION;
        }
        if (parts.dirs().offline().contains(path)) {
            return ErrorCode.KAFKA_STORAGE_ERROR;
        }
        Optional<LogDir> target = parts.dirs().online().stream()
                .filter(dir -> dir.path().equals(path))
                .findFirst();
        if (target.isEmpty()) {
            return ErrorCode.LOG_DIR_NOT_FOUND;
        }
        Optional<LogDir> current = parts.dirs().dirOf(name);
        PartitionRegistration registration =
                parts.views().current().image().topics().partition(name.topic(), name.partition());
        if (registration == null
                || !registration.replicas().contains(parts.views().current().nodeId())) {
            return ErrorCode.REPLICA_NOT_AVAILABLE;
        }
        if (current.isEmpty()) {
            return ErrorCode.KAFKA_STORAGE_ERROR;
        }
        return take(name, current.get(), target.get());
    }

    private ErrorCode take(TopicPartition name, LogDir current, LogDir target) {
        ReplicaMove before = underWay.get(name);
        if (before != null && before.future().dir() == target && !before.isCancelled()) {
            return ErrorCode.NONE;
        }
        if (before != null) {
            before.cancel();
        }
        if (current == target) {
            return ErrorCode.NONE;
        }
        try {
            begin(name, target);
            return ErrorCode.NONE;
        } catch (DiskFull full) {
            LOG.warn("{} is not moved to {}: {}", name, target, full.getMessage());
            return ErrorCode.KAFKA_STORAGE_ERROR;
        } catch (StorageFailure failure) {
            parts.logs().failed(failure);
            return ErrorCode.KAFKA_STORAGE_ERROR;
        }
    }

    private void begin(TopicPartition name, LogDir target) {
        ClusterView view = parts.views().current();
        Uuid topicId = view.image().topics().topic(name.topic()).id();
        TopicSettings settings = view.settingsOf(name.topic());
        Uuid id = tools.newId();
        String folderName = PartitionFolder.futureNameOf(name, id).orElseThrow();
        LogDirs.NewLog terms = new LogDirs.NewLog(settings.log(), tools.producerSettings());
        RecoveredLog empty = parts.dirs().createFuture(target, folderName, name, topicId, terms, tools.nowMs());
        FutureFolder future = new FutureFolder(name, target, empty.folder());
        ReplicaMove move = new ReplicaMove(
                future,
                topicId,
                parts.dirs().swapOf(future, id),
                new LogCopy(new PartitionLog(empty, settings.log(), environments.get())),
                parts.throttles().of(view.moveBytesPerSecond()));
        ReplicaMove before = underWay.put(name, move);
        Shard shard = parts.partitions().ownerOf(name);
        LOG.info("Moving {} to {}", name, target);
        shard.send(turn -> {
            ShardMoves moves = shards.get(shard);
            if (before != null) {
                before.cancel();
            }
            moves.begin(move, turn);
        });
    }

    private void moved(ReplicaMove move) {
        underWay.remove(move.partition(), move);
        long delayMs = parts.views()
                .current()
                .settingsOf(move.partition().topic())
                .log()
                .fileDeleteDelayMs();
        try {
            parts.logs().deleteLater(parts.dirs().moved(move.future(), move.swap(), tools.nowMs() + delayMs));
            parts.logs().writeCheckpoints();
        } catch (StorageFailure failure) {
            parts.logs().failed(failure);
        }
    }

    private void dropped(ReplicaMove move) {
        underWay.remove(move.partition(), move);
        drop(move.future());
    }

    private void drop(FutureFolder future) {
        if (!parts.dirs().online().contains(future.dir())) {
            return;
        }
        try {
            parts.logs().deleteLater(parts.dirs().dropFuture(future, tools.newId(), tools.nowMs()));
        } catch (StorageFailure failure) {
            parts.logs().failed(failure);
        }
    }

    /** Begins anew what an earlier broker was doing, once all logs are open. */
    void resume(List<FutureFolder> unfinished) {
        for (FutureFolder future : unfinished) {
            drop(future);
            order(List.of(new Order(future.partition(), future.dir().path())), taken -> {});
        }
    }
}
