package io.ottla.broker.membership;

import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.ShardTurn;
import io.ottla.broker.shard.Timers;
import io.ottla.controller.Controller;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.BrokerHeartbeat;
import io.ottla.wire.io.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker among its cluster's: registers it, and then tells the controller that it lives, at an interval, and which of
 * its data folders failed. Its state belongs to one shard.
 *
 * <pre>
 *   UNKNOWN -> FENCED   the controller has registered it
 *   FENCED  -> ACTIVE   the controller has seen that it reads the metadata log
 *   any     -> LEAVING  it was told to go; the controller hands over what it leads
 *   LEAVING -> GONE     the controller says that it may
 * </pre>
 */
public final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final int UNHURRIED = 1;

    /** While something is awaited, the next heartbeat follows so much sooner than the interval. */
    private static final int HURRIED = 20;

    private final Shard owner;
    private final Controller controller;
    private final Introduction introduction;
    private final int intervalMs;
    private final CompletableFuture<Void> active = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final List<Uuid> offlineLogDirs = new ArrayList<>();
    private volatile long epoch = -1;
    private Timers.Timer next;
    private boolean leaving;
    private boolean fenced = true;

    /** @param intervalMs {@code broker.heartbeat.interval.ms} */
    public Membership(Shard owner, Controller controller, Introduction introduction, int intervalMs) {
        this.owner = owner;
        this.controller = controller;
        this.introduction = introduction;
        this.intervalMs = intervalMs;
    }

    /** The epoch that the controller gave this broker; -1 before. From any thread. */
    public long epoch() {
        return epoch;
    }

    /** Registers, from any thread; completes when clients may be served. */
    public CompletableFuture<Void> join() {
        controller.submit(
                introduction.command(controller.image().clusterId()),
                onOwner(
                        (turn, registered) -> {
                            epoch = registered;
                            beat(turn);
                        },
                        this::refused));
        return active;
    }

    /** Takes leave, from any thread; completes when the broker may go. */
    public CompletableFuture<Void> leave() {
        owner.send(turn -> {
            leaving = true;
            if (epoch < 0) {
                gone.complete(null);
            } else {
                beat(turn);
            }
        });
        return gone;
    }

    /** Has the controller told that a data folder failed; from any thread. */
    public void logDirFailed(Uuid directoryId) {
        owner.send(turn -> {
            offlineLogDirs.add(directoryId);
            if (epoch >= 0) {
                beat(turn);
            }
        });
    }

    private void beat(ShardTurn turn) {
        if (gone.isDone()) {
            return;
        }
        BrokerHeartbeat heartbeat = new BrokerHeartbeat(
                introduction.brokerId(),
                epoch,
                controller.image().applied().offset(),
                false,
                leaving,
                List.copyOf(offlineLogDirs),
                Optional.empty());
        controller.submit(heartbeat, onOwner(this::heard, this::refused));
    }

    private void heard(ShardTurn turn, BrokerHeartbeat.Reply reply) {
        if (fenced != reply.fenced()) {
            fenced = reply.fenced();
            LOG.info("Broker {} is {}", introduction.brokerId(), fenced ? "fenced" : "active");
        }
        if (!fenced) {
            active.complete(null);
        }
        if (leaving && reply.shouldShutDown()) {
            gone.complete(null);
            return;
        }
        beatAgain(turn, fenced || leaving ? HURRIED : UNHURRIED);
    }

    private void refused(ShardTurn turn, ApiError error) {
        if (!active.isDone()) {
            active.completeExceptionally(new IllegalStateException("the controller refused the broker: " + error));
            return;
        }
        LOG.warn("The controller refused a heartbeat of broker {}: {}", introduction.brokerId(), error);
        if (leaving) {
            gone.complete(null);
        } else {
            beatAgain(turn, UNHURRIED);
        }
    }

    private void beatAgain(ShardTurn turn, int hurry) {
        if (next != null) {
            next.cancel();
        }
        next = turn.timers().at(turn.nowMs() + intervalMs / hurry, nowMs -> beat(turn));
    }

    private interface Step<T> {
        void take(ShardTurn turn, T value);
    }

    private <R> Reply<R> onOwner(Step<R> done, Step<ApiError> refused) {
        return new Reply<>() {
            @Override
            public void done(R reply) {
                owner.send(turn -> done.take(turn, reply));
            }

            @Override
            public void refused(ApiError error) {
                owner.send(turn -> refused.take(turn, error));
            }
        };
    }
}
