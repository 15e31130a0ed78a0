package io.ottla.broker.api.fetch;

import io.ottla.broker.fetchsession.FetchPartition;
import io.ottla.broker.partition.Isolation;
import io.ottla.broker.partition.Partition;
import io.ottla.storage.epoch.EpochEndOffset;
import io.ottla.storage.log.AtLeast;
import io.ottla.storage.log.LogSlice;
import io.ottla.storage.log.ReadResult;
import io.ottla.storage.segment.AbortedTransaction;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;

/** Reads one partition for a fetch. Runs on the partition's shard. */
final class PartitionRead {
    private PartitionRead() {}

    static FetchedRecords read(
            Partition partition, FetchPartition asked, FetchTerms terms, int maxBytes, AtLeast atLeast) {
        ErrorCode error = check(partition, asked, terms);
        if (error != ErrorCode.NONE) {
            return FetchedRecords.failed(asked.target(), error);
        }
        // Sampled before the read: what becomes visible in between is not promised, and wakes who waits for it.
        FetchedRecords.Offsets offsets = new FetchedRecords.Offsets(
                partition.highWatermark(),
                partition.log().lastStableOffset(),
                partition.log().logStartOffset());
        if (asked.lastFetchedEpoch() >= 0) {
            EpochEndOffset end = partition.log().endOffsetForEpoch(asked.lastFetchedEpoch());
            if (!end.isDefined() || asked.fetchOffset() < offsets.logStartOffset()) {
                return FetchedRecords.failed(asked.target(), ErrorCode.OFFSET_OUT_OF_RANGE);
            }
            if (end.epoch() < asked.lastFetchedEpoch() || end.endOffset() < asked.fetchOffset()) {
                return FetchedRecords.diverging(asked.target(), offsets, end);
            }
        }
        int allowed = Math.min(maxBytes, asked.maxBytes());
        ReadResult result =
                partition.log().read(asked.fetchOffset(), allowed, atLeast, partition.bound(terms.isolation()));
        return switch (result) {
            case ReadResult.OffsetOutOfRange outside ->
                FetchedRecords.failed(asked.target(), ErrorCode.OFFSET_OUT_OF_RANGE);
            case LogSlice slice ->
                new FetchedRecords(
                        asked.target(),
                        ErrorCode.NONE,
                        offsets,
                        slice.isEmpty() ? null : slice,
                        aborted(partition, asked, terms, slice),
                        Optional.empty());
        };
    }

    /** A fetch by a replica that the partition does not have is turned away; there are no followers yet. */
    private static ErrorCode check(Partition partition, FetchPartition asked, FetchTerms terms) {
        boolean sameTopic =
                asked.target().topicId().isZero() || asked.target().topicId().equals(partition.topicId());
        if (!sameTopic) {
            return ErrorCode.INCONSISTENT_TOPIC_ID;
        }
        ErrorCode error = partition.checkLeader(asked.currentLeaderEpoch());
        if (error == ErrorCode.NONE && terms.fromFollower()) {
            return ErrorCode.NOT_LEADER_OR_FOLLOWER;
        }
        return error;
    }

    private static List<AbortedTransaction> aborted(
            Partition partition, FetchPartition asked, FetchTerms terms, LogSlice slice) {
        if (terms.isolation() != Isolation.LAST_STABLE) {
            return null;
        }
        if (slice.isEmpty()) {
            return List.of();
        }
        return partition.log().abortedTransactions(asked.fetchOffset(), slice).stream()
                .sorted((one, other) -> Long.compare(one.firstOffset(), other.firstOffset()))
                .toList();
    }
}
