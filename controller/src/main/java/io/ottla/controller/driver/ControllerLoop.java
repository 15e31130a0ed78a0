package io.ottla.controller.driver;

import io.ottla.controller.Controller;
import io.ottla.controller.ControllerEnvironment;
import io.ottla.controller.ControllerSettings;
import io.ottla.controller.ImageListener;
import io.ottla.controller.QuorumInfo;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.AppendNoOp;
import io.ottla.controller.decide.Command;
import io.ottla.controller.decide.FenceStaleBroker;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.controller.record.Checkpoint;
import io.ottla.wire.api.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controller's thread. */
final class ControllerLoop implements Controller {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerLoop.class);

    /** So many commands share a sync at most. */
    private static final int BURST_MAX = 1000;

    /** How long files that are to be deleted may stay after their time. */
    private static final long DELETION_INTERVAL_MS = 10_000;

    private static final ApiError STOPPED = new ApiError(ErrorCode.NOT_CONTROLLER, "The controller has stopped.");
    private static final ApiError OVERLOADED =
            new ApiError(ErrorCode.REQUEST_TIMED_OUT, "The controller has too much to do.");
    private static final ApiError FAILED = new ApiError(ErrorCode.KAFKA_STORAGE_ERROR, "The controller has failed.");

    private final ControllerSettings settings;
    private final ControllerEnvironment environment;
    private final Inbox inbox;
    private final Thread thread;

    // The thread's own.
    private final MetadataLog log;
    private final Quorum quorum;
    private final BrokerSessions sessions;
    private final MetadataMachine machine;
    private final SnapshotWriter snapshots;
    private final SnapshotSchedule schedule;
    private final List<ImageListener> listeners = new ArrayList<>();
    private final List<Pending<?>> burst = new ArrayList<>();
    private long nextDeletionMs;

    // What others read.
    private volatile ClusterImage image;
    private volatile QuorumView quorumView;

    /** A loop over parts that are open, not started yet. */
    ControllerLoop(ControllerParts parts) {
        this.settings = parts.settings();
        this.environment = parts.environment();
        this.inbox = parts.inbox();
        this.log = parts.log();
        this.quorum = parts.quorum();
        this.sessions = parts.sessions();
        this.machine = parts.machine();
        this.snapshots = parts.snapshots();
        this.schedule = parts.schedule();
        this.image = ClusterImage.empty(settings.clusterId());
        this.thread = new Thread(this::run, "ottla-controller-" + settings.nodeId());
        inbox.ownedBy(thread);
        publish();
    }

    void start() {
        thread.start();
    }

    @Override
    public <R> void submit(Command<R> command, Reply<R> reply) {
        Pending<R> pending = new Pending<>(command, reply);
        if (!inbox.offer(pending)) {
            pending.refuse(inbox.isStopping() ? STOPPED : OVERLOADED);
        } else if (inbox.isClosed()) {
            // The thread may have taken it yet, or not.
            pending.refuse(STOPPED);
        }
    }

    @Override
    public ClusterImage image() {
        return image;
    }

    @Override
    public void addListener(ImageListener listener) {
        inbox.offer(listener);
    }

    @Override
    public QuorumInfo quorum() {
        return quorumView.at(environment.clockMs().getAsLong());
    }

    @Override
    public SortedMap<String, Short> finalizedFeatures() {
        return environment.rules().features().effectiveLevels(image.features(), quorum.kraftVersion());
    }

    @Override
    public void close() {
        inbox.stop();
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!inbox.isStopping() || !inbox.isEmpty()) {
                long nowMs = environment.clockMs().getAsLong();
                if (turn(nowMs) == 0) {
                    inbox.sleep(nextDeadlineMs(), nowMs);
                }
            }
            quorum.resign();
            log.close();
            LOG.info(
                    "Controller {} has stopped at offset {}",
                    settings.nodeId(),
                    image.applied().offset());
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        } finally {
            refuseRest();
        }
    }

    /** Does all there is to do now. Returns how many commands there were. */
    int turn(long nowMs) throws IOException {
        addNewListeners();
        takeBurst(nowMs);
        int commands = burst.size();
        runTimers(nowMs);
        machine.sync();
        publish();
        for (Pending<?> pending : burst) {
            pending.release();
        }
        burst.clear();
        snapshots.settle(nowMs);
        beginSnapshotIfDue(nowMs);
        return commands;
    }

    private void takeBurst(long nowMs) {
        while (burst.size() < BURST_MAX && !machine.isFull()) {
            Pending<?> pending = inbox.poll();
            if (pending == null) {
                return;
            }
            burst.add(pending);
            machine.execute(pending, nowMs);
        }
    }

    private void runTimers(long nowMs) {
        Optional<BrokerSessions.Stale> stale = sessions.stale(nowMs);
        while (stale.isPresent()) {
            BrokerSessions.Stale broker = stale.get();
            LOG.info("Broker {} was not heard of for {} ms", broker.brokerId(), settings.brokerSessionTimeoutMs());
            execute(new FenceStaleBroker(broker.brokerId(), broker.brokerEpoch()), nowMs);
            // Whatever came of it, this session is over.
            sessions.expire(broker.brokerId());
            stale = sessions.stale(nowMs);
        }
        if (nowMs >= nextNoOpMs()) {
            execute(new AppendNoOp(), nowMs);
        }
        if (nowMs >= nextDeletionMs) {
            log.deleteDue(nowMs);
            nextDeletionMs = nowMs + DELETION_INTERVAL_MS;
        }
    }

    private <R> void execute(Command<R> command, long nowMs) {
        Pending<R> pending = new Pending<>(command, new NoReply<>());
        machine.execute(pending, nowMs);
        burst.add(pending);
    }

    private long nextNoOpMs() {
        return settings.noOpIntervalMs() > 0 ? machine.lastAppendMs() + settings.noOpIntervalMs() : Long.MAX_VALUE;
    }

    private long nextDeadlineMs() {
        long timers = Math.min(sessions.nextExpiryMs(), nextNoOpMs());
        return Math.min(timers, Math.min(nextDeletionMs, schedule.nextMs()));
    }

    private void addNewListeners() {
        for (ImageListener listener = inbox.pollListener(); listener != null; listener = inbox.pollListener()) {
            listeners.add(listener);
            listener.onImage(ClusterImage.empty(settings.clusterId()), image, ImageDelta.ofAll(image));
        }
    }

    private void publish() {
        ClusterImage before = image;
        ClusterImage after = machine.builder().visible();
        if (after.applied().equals(before.applied())) {
            return;
        }
        ImageDelta delta = machine.builder().takeDelta(before);
        quorumView = quorum.view();
        image = after;
        for (ImageListener listener : listeners) {
            listener.onImage(before, after, delta);
        }
    }

    private void beginSnapshotIfDue(long nowMs) {
        long offset = image.applied().offset();
        boolean possible = !snapshots.isRunning() && !machine.builder().inTransaction();
        if (possible && schedule.isDue(machine.appendedBytes(), offset, nowMs)) {
            schedule.begun(machine.appendedBytes(), offset, nowMs);
            snapshots.begin(image, new Checkpoint.Header(machine.lastAppendMs(), quorum.forSnapshot()), nowMs);
        }
    }

    private void fail(Throwable cause) {
        LOG.error("Controller {} cannot go on", settings.nodeId(), cause);
        inbox.stop();
        burst.forEach(pending -> pending.refuse(FAILED));
        burst.clear();
        log.abandon();
        environment.onFatal().accept(cause);
    }

    private void refuseRest() {
        inbox.close();
        for (Pending<?> pending = inbox.poll(); pending != null; pending = inbox.poll()) {
            pending.refuse(STOPPED);
        }
    }
}
