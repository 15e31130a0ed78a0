package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.partition.ClusterView;
import io.ottla.broker.partition.ClusterViews;
import io.ottla.broker.partition.PartitionService;
import io.ottla.broker.shard.Gather;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardMessage;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.controller.image.PartitionRegistration;
import io.ottla.controller.image.TopicImage;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * All coordinators of one kind: whoever wants something of one names what it is about, and the command goes to the shard
 * whose partition that is. May be called from any thread.
 */
public final class Coordinators<C, E extends CoordinatorEvent, R> {
    private final CoordinatorKind<C, E, R> kind;
    private final List<Shard> shards;
    private final PartitionService service;
    private final ClusterViews views;
    private final List<CoordinatorTable<C, E, R>> tables = new ArrayList<>();

    /** Coordinators whose metrics nobody reads. */
    public Coordinators(CoordinatorKind<C, E, R> kind, PartitionService service) {
        this(kind, service, CoordinatorMetrics.unread());
    }

    /** To be made before the service is given its first image. */
    public Coordinators(CoordinatorKind<C, E, R> kind, PartitionService service, CoordinatorMetrics metrics) {
        this.kind = kind;
        this.service = service;
        this.views = service.views();
        this.shards = service.partitions().shards();
        for (Shard shard : shards) {
            var partitions = service.partitions().tableOf(shard);
            CoordinatorTable<C, E, R> table = new CoordinatorTable<>(kind, partitions, metrics);
            tables.add(table);
            shard.send(turn -> {
                partitions.watch(table, turn);
                table.beginCensus(turn);
            });
        }
    }

    public String topic() {
        return kind.topic();
    }

    /** The partition of the internal topic that remembers what {@code key} names. */
    public int partitionOf(String key) {
        return KeyPlacement.partitionOf(key, partitionCount());
    }

    private int partitionCount() {
        TopicImage topic = views.current().image().topics().topic(kind.topic());
        return topic == null ? kind.partitionsByDefault() : topic.partitions().size();
    }

    /** The partitions of the internal topic that this broker leads, in order. */
    public List<Integer> ledPartitions() {
        ClusterView view = views.current();
        TopicImage topic = view.image().topics().topic(kind.topic());
        if (topic == null) {
            return List.of();
        }
        return topic.partitions().entrySet().stream()
                .filter(partition -> partition.getValue().leader() == view.nodeId())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Sends a command about {@code key} to the coordinator that has it. */
    public void send(String key, C command, CoordinatorReply<R> reply) {
        sendTo(partitionOf(key), command, reply);
    }

    /** One of several commands: which partition's coordinator it is for. */
    public record Question<C>(int partition, C command) {}

    /**
     * Sends several commands, each to its partition's coordinator.
     *
     * @param whenAll given the outcomes, each a reply or a refusal, in the order of the questions; on some shard, or at once
     *     when nothing is asked
     * @param onFailure told when {@code whenAll} throws
     */
    public void sendAll(
            List<Question<C>> questions, Consumer<List<Outcome<R>>> whenAll, Consumer<Throwable> onFailure) {
        if (questions.isEmpty()) {
            whenAll.accept(List.of());
            return;
        }
        Gather.start(
                questions,
                question -> service.partitions().ownerOf(nameOf(question.partition())),
                (turn, part) -> {
                    for (int i = 0; i < part.size(); i++) {
                        int place = part.place(i);
                        Question<C> question = questions.get(place);
                        deliver(part.shard(), nameOf(question.partition()), question.command(), answering(part, place));
                    }
                },
                new Gather.Ending<>(whenAll, place -> new Outcome.Reject<>(ErrorCode.UNKNOWN_SERVER_ERROR), onFailure));
    }

    private static <R> CoordinatorReply<R> answering(Gather.Part<Outcome<R>> part, int place) {
        return new CoordinatorReply<>() {
            @Override
            public void reply(R response) {
                part.answer(place, new Outcome.Reply<>(response));
            }

            @Override
            public void reject(ErrorCode error) {
                part.answer(place, new Outcome.Reject<>(error));
            }
        };
    }

    private TopicPartition nameOf(int partition) {
        return new TopicPartition(kind.topic(), partition);
    }

    private void deliver(Shard shard, TopicPartition name, C command, CoordinatorReply<R> reply) {
        Coordinator<C, E, R> coordinator = tables.get(shard.index()).find(name);
        if (coordinator == null) {
            reply.reject(absence(name));
        } else {
            coordinator.submit(command, reply);
        }
    }

    /** Sends a command to the coordinator of a partition. */
    public void sendTo(int partition, C command, CoordinatorReply<R> reply) {
        onShardOf(partition, reply::reject, coordinator -> coordinator.submit(command, reply));
    }

    /**
     * The same with a command whose events are to be part of a transaction, in which the coordinator's partition takes part.
     * For coordinators that know of transactions.
     */
    public void sendTo(int partition, C command, TransactionalWrite write, CoordinatorReply<R> reply) {
        onShardOf(partition, reply::reject, coordinator -> coordinator.submit(command, write, reply));
    }

    /**
     * Ends a transaction on a partition of the internal topic.
     *
     * @param told {@link ErrorCode#NONE} when the marker is committed, or why there is none; on the partition's shard
     */
    public void endTransaction(int partition, TransactionEnd end, Consumer<ErrorCode> told) {
        onShardOf(partition, told, coordinator -> coordinator.endTransaction(end, told));
    }

    private void onShardOf(int partition, Consumer<ErrorCode> nobodyThere, Consumer<Coordinator<C, E, R>> action) {
        TopicPartition name = nameOf(partition);
        Shard owner = service.partitions().ownerOf(name);
        owner.send(new ShardMessage() {
            @Override
            public void deliver(ShardTurn turn) {
                Coordinator<C, E, R> coordinator = tables.get(owner.index()).find(name);
                if (coordinator == null) {
                    nobodyThere.accept(absence(name));
                } else {
                    action.accept(coordinator);
                }
            }

            @Override
            public void failed(Throwable cause) {
                nobodyThere.accept(ErrorCode.NOT_COORDINATOR);
            }
        });
    }

    /** Why there is no coordinator: the log may only not be open yet. */
    private ErrorCode absence(TopicPartition name) {
        ClusterView view = views.current();
        PartitionRegistration partition = view.image().topics().partition(name.topic(), name.partition());
        boolean toCome = partition != null && partition.leader() == view.nodeId();
        return toCome ? ErrorCode.COORDINATOR_LOAD_IN_PROGRESS : ErrorCode.NOT_COORDINATOR;
    }

    /** The cluster has changed; called by one thread, for each change in turn. */
    public void clusterChanged(ClusterImage image, ImageDelta delta) {
        for (Shard shard : shards) {
            shard.send(turn -> tables.get(shard.index()).clusterChanged(image, delta));
        }
    }

    /** Lets all coordinators go: whoever waits, and whoever comes, is told to look elsewhere. Completes when that is done. */
    public CompletableFuture<Void> stop() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Shard shard : shards) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            all.add(done);
            shard.send(turn -> {
                tables.get(shard.index()).stop();
                done.complete(null);
            });
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }
}
