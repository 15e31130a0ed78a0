package io.ottla.broker.coordinator.group.classic;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.message.HeartbeatResponse;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.SyncGroupResponse;
import java.util.List;
import java.util.Map;

/**
 * A client that behaves as the protocol asks, over a network that does not. It has one request under way at a time and takes
 * no answer but that one's; when there is none in time, it asks again.
 */
final class SimulatedClient {
    private static final long HEARTBEAT_MS = 2_000;
    private static final long RETRY_MS = 500;

    /** What a client needs of the world. */
    interface World {
        void send(SimulatedClient client, Ask ask, long attempt);

        void later(long delayMs, Runnable action);

        AssignmentHistory history();
    }

    enum Ask {
        JOIN,
        SYNC,
        HEARTBEAT
    }

    final TestMember member;
    private final World world;
    private long attempt;
    private boolean stopped;
    private boolean isStable;

    SimulatedClient(TestMember member, World world) {
        this.member = member;
        this.world = world;
    }

    void start() {
        ask(Ask.JOIN);
    }

    /** Falls silent for ever. */
    void stop() {
        stopped = true;
        attempt++;
    }

    boolean isStopped() {
        return stopped;
    }

    boolean isStable() {
        return isStable && !stopped;
    }

    /** Comes with another subscription. */
    void changeTopics(String topic) {
        if (!stopped) {
            member.topics = List.of(topic);
            ask(Ask.JOIN);
        }
    }

    /** Says nothing for a while. */
    void pause(long ms) {
        if (!stopped) {
            long paused = ++attempt;
            world.later(ms, () -> resume(paused));
        }
    }

    private void resume(long paused) {
        if (paused == attempt) {
            ask(isStable ? Ask.HEARTBEAT : Ask.JOIN);
        }
    }

    private void ask(Ask ask) {
        if (stopped) {
            return;
        }
        if (ask != Ask.HEARTBEAT) {
            isStable = false;
        }
        long asked = ++attempt;
        world.send(this, ask, asked);
        long patienceMs = ask == Ask.JOIN ? member.rebalanceMs + 5_000L : 4_000;
        world.later(patienceMs, () -> {
            if (asked == attempt) {
                ask(ask == Ask.SYNC ? Ask.JOIN : ask);
            }
        });
    }

    void answered(long asked, ApiMessage response) {
        if (asked != attempt || stopped) {
            return;
        }
        attempt++;
        switch (response) {
            case JoinGroupResponse joined -> joined(joined);
            case SyncGroupResponse synced -> synced(synced);
            case HeartbeatResponse beat -> beaten(ErrorCode.forCode(beat.errorCode()));
            default -> throw new IllegalStateException(response.toString());
        }
    }

    private void joined(JoinGroupResponse response) {
        member.learn(response);
        ErrorCode error = ErrorCode.forCode(response.errorCode());
        if (error == ErrorCode.NONE) {
            ask(Ask.SYNC);
        } else if (error == ErrorCode.MEMBER_ID_REQUIRED) {
            ask(Ask.JOIN);
        } else {
            startOver(error);
        }
    }

    private void synced(SyncGroupResponse response) {
        ErrorCode error = ErrorCode.forCode(response.errorCode());
        if (error == ErrorCode.NONE) {
            world.history().told(member, TestMember.text(response.assignment()));
            isStable = true;
            beatLater();
        } else {
            startOver(error);
        }
    }

    private void beaten(ErrorCode error) {
        if (error == ErrorCode.NONE) {
            beatLater();
        } else {
            startOver(error);
        }
    }

    private void beatLater() {
        long waiting = attempt;
        world.later(HEARTBEAT_MS, () -> {
            if (waiting == attempt) {
                ask(Ask.HEARTBEAT);
            }
        });
    }

    private void startOver(ErrorCode error) {
        isStable = false;
        switch (error) {
            case FENCED_INSTANCE_ID, GROUP_MAX_SIZE_REACHED, INCONSISTENT_GROUP_PROTOCOL -> stop();
            case UNKNOWN_MEMBER_ID -> member.memberId = "";
            case REBALANCE_IN_PROGRESS, ILLEGAL_GENERATION -> {
                // The id is still good.
            }
            default -> throw new AssertionError(member.name + " was told " + error);
        }
        long waiting = attempt;
        world.later(RETRY_MS, () -> {
            if (waiting == attempt) {
                ask(Ask.JOIN);
            }
        });
    }

    /** What it sends with SyncGroup: as a leader, everyone's assignment. */
    Map<String, String> assignments() {
        return member.leads && !member.knownMembers.isEmpty() ? AssignmentHistory.deal(member.knownMembers) : Map.of();
    }
}
