package io.ottla.controller.driver;

import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.Decision;
import io.ottla.controller.decide.DecisionInput;
import io.ottla.controller.decide.DecisionRules;
import io.ottla.controller.decide.SessionChange;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageBuilder;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.controller.record.MetadataBatches;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides commands, and takes what was decided into log and image. Owned by the controller's thread.
 *
 * <p>The image goes ahead of the disk: the next command is decided against it. Nobody else sees it before {@link #sync}.
 */
final class MetadataMachine {
    private final MetadataLog log;
    private final Quorum quorum;
    private final BrokerSessions sessions;
    private final ImageBuilder builder;
    private final DecisionRules rules;
    private final RandomGenerator random;
    private final int batchBytesMax;
    private long appendedBytes;
    private long lastAppendMs;

    /** @param batchBytesMax the largest batch that the log takes */
    MetadataMachine(
            MetadataLog log,
            Quorum quorum,
            BrokerSessions sessions,
            ImageBuilder builder,
            Deciding deciding,
            int batchBytesMax) {
        this.log = log;
        this.quorum = quorum;
        this.sessions = sessions;
        this.builder = builder;
        this.rules = deciding.rules();
        this.random = deciding.random();
        this.batchBytesMax = Math.min(batchBytesMax, MetadataBatches.BATCH_BYTES_MAX);
    }

    /** What decisions go by. */
    record Deciding(DecisionRules rules, RandomGenerator random) {}

    /** Decides {@code pending}, and stages and applies what comes of it. */
    void execute(Pending<?> pending, long nowMs) {
        DecisionInput input = new DecisionInput(
                builder.image(), nowMs, log.nextOffset(), quorum.kraftVersion(), random, sessions, rules);
        if (pending.decide(input) instanceof Decision.Accepted<?> accepted) {
            Optional<ApiError> tooLarge = append(accepted.records(), accepted.atomic(), nowMs);
            if (tooLarge.isPresent()) {
                pending.overrule(tooLarge.get());
                return;
            }
            for (SessionChange change : accepted.sessions()) {
                sessions.apply(change, log.nextOffset() - 1, nowMs);
            }
        }
    }

    private Optional<ApiError> append(List<VersionedRecord> records, boolean atomic, long nowMs) {
        if (records.isEmpty()) {
            return Optional.empty();
        }
        List<ByteBuffer> batches =
                atomic ? List.of(MetadataBatches.atomic(records, nowMs)) : MetadataBatches.split(records, nowMs);
        for (ByteBuffer batch : batches) {
            if (batch.remaining() > batchBytesMax) {
                return Optional.of(new ApiError(
                        ErrorCode.RECORD_LIST_TOO_LARGE,
                        "The metadata records take " + batch.remaining() + " bytes, more than the " + batchBytesMax
                                + " that a batch may have."));
            }
        }
        for (ByteBuffer batch : batches) {
            appendedBytes += batch.remaining();
            log.stage(batch, quorum.epoch(), nowMs);
        }
        for (VersionedRecord record : records) {
            builder.apply(record.message());
        }
        noteStaged(nowMs);
        return Optional.empty();
    }

    /** What was staged is in the image. */
    void noteStaged(long nowMs) {
        builder.setApplied(new OffsetAndEpoch(log.nextOffset() - 1, quorum.epoch()));
        lastAppendMs = nowMs;
    }

    /** Whether enough is staged for it to be synced before more is decided. */
    boolean isFull() {
        return log.stagedBytes() >= MetadataBatches.BATCH_BYTES_MAX;
    }

    /** Puts all that was decided on the platter, and commits it. */
    void sync() {
        if (log.hasStaged()) {
            log.writeAndSync();
            quorum.synced();
        }
    }

    ImageBuilder builder() {
        return builder;
    }

    ClusterImage image() {
        return builder.image();
    }

    /** Bytes of records that were appended since the start. */
    long appendedBytes() {
        return appendedBytes;
    }

    /** When something was last appended. */
    long lastAppendMs() {
        return lastAppendMs;
    }
}
