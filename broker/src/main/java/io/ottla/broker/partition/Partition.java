package io.ottla.broker.partition;

import io.ottla.broker.replica.FollowerProgress;
import io.ottla.broker.replica.HighWatermark;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.log.AppendRequest;
import io.ottla.storage.log.DiskFull;
import io.ottla.storage.log.FlushTask;
import io.ottla.storage.log.PartitionLog;
import io.ottla.storage.log.StageResult;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.storage.producer.Verification;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Admission;
import io.ottla.wire.io.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition that this broker has a replica of, seen from its leader. Owned by a shard.
 *
 * <p>An append is staged when it comes, and its place is fixed; at the end of the burst {@link #writeStaged} puts all of them
 * down at once, and {@link #settle} moves the high watermark and answers. In between its offsets are known but nothing of it
 * can be seen.
 */
public final class Partition {
    private static final short ACKS_ALL = -1;
    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);

    private final TopicPartition name;
    private final Uuid topicId;
    private PartitionLog log;
    private final PendingAcks waitingForLeader = new PendingAcks();
    private final PendingAcks waitingForReplicas = new PendingAcks();
    private final List<FollowerProgress> followers = List.of();
    private TopicSettings settings;
    private Leadership leadership;
    private long epochStartOffset;
    /** Records before it are as safe on this replica as the topic asks. */
    private long passedOffset;

    private boolean inBurst;
    private int untoldOffsets;

    /** @param checkpointedHighWatermark the high watermark before the last stop; 0 when none is known */
    public Partition(
            Uuid topicId,
            PartitionLog log,
            TopicSettings settings,
            Leadership leadership,
            long checkpointedHighWatermark) {
        this.name = log.partition();
        this.topicId = topicId;
        this.log = log;
        this.passedOffset = log.logEndOffset();
        this.settings = settings;
        log.updateHighWatermark(checkpointedHighWatermark);
        lead(leadership);
    }

    public TopicPartition name() {
        return name;
    }

    public Uuid topicId() {
        return topicId;
    }

    public PartitionLog log() {
        return log;
    }

    public TopicSettings settings() {
        return settings;
    }

    public Leadership leadership() {
        return leadership;
    }

    public long highWatermark() {
        return log.highWatermark();
    }

    /** Where the log ended when this leader began. */
    public long epochStartOffset() {
        return epochStartOffset;
    }

    /** The offset before which a reader may look. */
    public long bound(Isolation isolation) {
        return switch (isolation) {
            case LOG_END -> log.logEndOffset();
            case HIGH_WATERMARK -> log.highWatermark();
            case LAST_STABLE -> log.lastStableOffset();
        };
    }

    /**
     * What is wrong with a request that believes in a leader epoch; {@link ErrorCode#NONE} when nothing is.
     *
     * @param believedEpoch -1 when the client states none
     */
    public ErrorCode checkLeader(int believedEpoch) {
        if (believedEpoch >= 0 && believedEpoch < leadership.epoch()) {
            return ErrorCode.FENCED_LEADER_EPOCH;
        }
        if (believedEpoch > leadership.epoch()) {
            return ErrorCode.UNKNOWN_LEADER_EPOCH;
        }
        return leadership.leads() ? ErrorCode.NONE : ErrorCode.NOT_LEADER_OR_FOLLOWER;
    }

    /** The controller has spoken: who leads, or who is in sync. */
    void lead(Leadership decided) {
        if (leadership != null && decided.epoch() < leadership.epoch()) {
            // The log was opened by a later image than the one that brings this.
            return;
        }
        boolean newEpoch = leadership == null || decided.epoch() > leadership.epoch();
        leadership = decided;
        if (newEpoch) {
            if (decided.leads()) {
                epochStartOffset = log.logEndOffset();
                log.assignEpoch(decided.epoch(), epochStartOffset);
            } else {
                fail(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            }
        }
        settle();
    }

    /** The log goes on in {@code moved}, which has all that it has. */
    void moveTo(PartitionLog moved) {
        long highWatermark = log.highWatermark();
        log = moved;
        log.updateHighWatermark(highWatermark);
    }

    void configure(TopicSettings changed) {
        settings = changed;
        log.configure(changed.log());
    }

    /**
     * Takes a client's batch that was admitted, and tells {@code to} what became of it: at once when it is refused, else when
     * it is as safe as {@code acks} asks. {@code batch} must stay as it is until then.
     */
    public void append(ByteBuffer batch, short acks, long nowMs, Consumer<AppendReply> to) {
        append(batch, request(AppendOrigin.CLIENT, nowMs), acks, to);
    }

    /** The same for a batch of a transaction, with the ticket that it was verified with. */
    public void appendVerified(ByteBuffer batch, long ticket, short acks, long nowMs, Consumer<AppendReply> to) {
        append(batch, verified(AppendOrigin.CLIENT, nowMs, ticket), acks, to);
    }

    /** Takes a batch of a coordinator whose memory this partition is, and tells {@code to} when it is committed, or why not. */
    public void appendAsCoordinator(ByteBuffer batch, long nowMs, Consumer<AppendReply> to) {
        append(batch, request(AppendOrigin.COORDINATOR, nowMs), ACKS_ALL, to);
    }

    /** The same for a batch that belongs to a client's transaction, with the ticket that it was verified with. */
    public void appendAsCoordinator(ByteBuffer batch, long ticket, long nowMs, Consumer<AppendReply> to) {
        append(batch, verified(AppendOrigin.COORDINATOR, nowMs, ticket), ACKS_ALL, to);
    }

    /** Takes the marker that ends a transaction, and tells {@code to} when it is committed, or why not. */
    public void appendMarker(ByteBuffer marker, short transactionVersion, long nowMs, Consumer<AppendReply> to) {
        AppendRequest request = new AppendRequest(
                AppendOrigin.COORDINATOR, leadership.epoch(), nowMs, Verification.NO_TICKET, transactionVersion);
        append(marker, request, ACKS_ALL, to);
    }

    private AppendRequest request(AppendOrigin origin, long nowMs) {
        return new AppendRequest(origin, leadership.epoch(), nowMs);
    }

    private AppendRequest verified(AppendOrigin origin, long nowMs, long ticket) {
        return new AppendRequest(origin, leadership.epoch(), nowMs, ticket, (short) 0);
    }

    private void append(ByteBuffer batch, AppendRequest request, short acks, Consumer<AppendReply> to) {
        if (!leadership.leads()) {
            to.accept(AppendReply.refused(ErrorCode.NOT_LEADER_OR_FOLLOWER));
            return;
        }
        if (acks == ACKS_ALL && !leadership.inSync().isEnough(settings.minInSyncReplicas(), leadership.replicas())) {
            to.accept(refuse(ErrorCode.NOT_ENOUGH_REPLICAS));
            return;
        }
        if (!log.hasRoomFor(batch.remaining(), request.nowMs())) {
            to.accept(refuse(ErrorCode.KAFKA_STORAGE_ERROR));
            return;
        }
        PendingAcks waiting = acks == ACKS_ALL ? waitingForReplicas : waitingForLeader;
        StageResult staged;
        try {
            staged = log.stage(batch, request);
        } catch (DiskFull full) {
            failUnwritten(full);
            to.accept(refuse(ErrorCode.KAFKA_STORAGE_ERROR));
            return;
        }
        switch (staged) {
            case StageResult.Appended appended ->
                waiting.add(
                        appended.lastOffset() + 1,
                        new AppendReply.Acknowledged(
                                appended.firstOffset(), appended.logAppendTimeMs(), appended.logStartOffset()),
                        to);
            case StageResult.Duplicate earlier ->
                waiting.add(
                        earlier.lastOffset() + 1,
                        new AppendReply.Acknowledged(
                                earlier.firstOffset(), earlier.timestampMs(), earlier.logStartOffset()),
                        to);
            case StageResult.Rejected rejected -> to.accept(refuse(rejected.error()));
        }
    }

    /** The reply to a batch that is refused for what it is. The reason is told only along with the records at fault. */
    public AppendReply refuse(Admission.Refused refused) {
        String reason = refused.faults().isEmpty() ? null : refused.reason();
        return new AppendReply.Refused(refused.error(), startToTell(refused.error()), reason, refused.faults());
    }

    private AppendReply refuse(ErrorCode error) {
        return new AppendReply.Refused(error, startToTell(error));
    }

    private long startToTell(ErrorCode error) {
        return RefusalFacts.tellsLogStart(error) ? log.logStartOffset() : AppendReply.NONE;
    }

    /** Puts down what was staged. Returns a flush that is due: some of it may have to wait for that. */
    Optional<FlushTask> writeStaged(long nowMs) {
        try {
            log.write();
        } catch (DiskFull full) {
            failUnwritten(full);
        }
        return log.dueFlush(nowMs);
    }

    /** What was staged is not in the log, and its producers are told; the partition goes on. */
    private void failUnwritten(DiskFull full) {
        LOG.warn("Records of {} were refused: {}", name, full.getMessage());
        waitingForLeader.failBeyond(log.logEndOffset(), AppendReply.refused(ErrorCode.KAFKA_STORAGE_ERROR));
        waitingForReplicas.failBeyond(log.logEndOffset(), AppendReply.refused(ErrorCode.KAFKA_STORAGE_ERROR));
    }

    /** A flush has run. Returns the next, if as much waits again; none when it has to be tried again later. */
    Optional<FlushTask> flushed(FlushTask task, long nowMs) {
        log.completeFlush(task);
        return task.isPostponed() ? Optional.empty() : log.dueFlush(nowMs);
    }

    /** Moves the high watermark as far as it goes, and answers the producers whose records it has passed. */
    void settle() {
        if (leadership.leads()) {
            passedOffset = FlushGate.passed(
                    passedOffset,
                    log.logEndOffset(),
                    log.recoveryPoint(),
                    settings.log().flushMessages());
            long reached = HighWatermark.advance(log.highWatermark(), passedOffset, followers, leadership.inSync());
            log.updateHighWatermark(reached);
            waitingForLeader.reached(passedOffset);
            waitingForReplicas.reached(log.highWatermark());
        }
    }

    /** Tells all producers that wait that they will not be acknowledged. Their records may be in the log all the same. */
    void fail(ErrorCode error) {
        waitingForLeader.fail(AppendReply.refused(error));
        waitingForReplicas.fail(AppendReply.refused(error));
    }

    /** True once in each burst, for the first who asks. */
    boolean joinBurst() {
        boolean first = !inBurst;
        inBurst = true;
        return first;
    }

    void leaveBurst() {
        inBurst = false;
    }

    /** For {@link OffsetNews}: which offsets are noted there, a bit for each checkpoint. */
    int untoldOffsets() {
        return untoldOffsets;
    }

    void setUntoldOffsets(int bits) {
        untoldOffsets = bits;
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
