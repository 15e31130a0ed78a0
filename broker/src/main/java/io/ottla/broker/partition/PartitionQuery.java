package io.ottla.broker.partition;

import io.ottla.broker.shard.Gather;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks partitions, wherever they are, a question that each can answer at once.
 *
 * @param <I> what is asked of one partition
 * @param <A> its answer
 */
public final class PartitionQuery<I, A> {
    private final Partitions partitions;
    private final Function<I, TopicPartition> partitionOf;
    private final Asking<I, A> asking;
    private final Function<ErrorCode, A> failed;

    /** Answers for one partition, on its shard. */
    @FunctionalInterface
    public interface Asking<I, A> {
        A ask(Partition partition, I item, ShardTurn turn);
    }

    /** @param failed the answer for a partition that is not here, or whose disk refused */
    public PartitionQuery(
            Partitions partitions,
            Function<I, TopicPartition> partitionOf,
            Asking<I, A> asking,
            Function<ErrorCode, A> failed) {
        this.partitions = partitions;
        this.partitionOf = partitionOf;
        this.asking = asking;
        this.failed = failed;
    }

    /**
     * Asks, and hands the answers over in the order of the items, on some shard; at once when there are none.
     *
     * @param onFailure told when {@code whenAll} throws
     */
    public void start(List<I> items, Consumer<List<A>> whenAll, Consumer<Throwable> onFailure) {
        if (items.isEmpty()) {
            whenAll.accept(List.of());
            return;
        }
        Gather.start(
                items,
                item -> partitions.ownerOf(partitionOf.apply(item)),
                (turn, part) -> {
                    PartitionTable table = partitions.tableOf(part.shard());
                    for (int i = 0; i < part.size(); i++) {
                        I item = items.get(part.place(i));
                        table.find(partitionOf.apply(item), new Found(item, table, turn, part, part.place(i)));
                    }
                },
                new Gather.Ending<>(whenAll, place -> failed.apply(ErrorCode.UNKNOWN_SERVER_ERROR), onFailure));
    }

    private final class Found implements PartitionFinder {
        private final I item;
        private final PartitionTable table;
        private final ShardTurn turn;
        private final Gather.Part<A> part;
        private final int place;

        private Found(I item, PartitionTable table, ShardTurn turn, Gather.Part<A> part, int place) {
            this.item = item;
            this.table = table;
            this.turn = turn;
            this.part = part;
            this.place = place;
        }

        @Override
        public void found(Partition partition) {
            part.answer(
                    place,
                    table.guarded(
                            partition,
                            turn,
                            () -> asking.ask(partition, item, turn),
                            () -> failed.apply(ErrorCode.KAFKA_STORAGE_ERROR)));
        }

        @Override
        public void missing(ErrorCode error) {
            part.answer(place, failed.apply(error));
        }
    }
}
