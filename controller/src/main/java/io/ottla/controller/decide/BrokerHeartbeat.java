package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.BrokerRegistrationChangeRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A broker says that it lives, how far it has come, and what it wants. It goes from fenced to unfenced when it has read its
 * own registration, and from there over a controlled shutdown, in which others take over what it leads, to its end:
 *
 * <pre>
 *   FENCED    -> UNFENCED              has read its registration, and does not want to be fenced
 *   FENCED    -> SHUTDOWN_NOW          wants to shut down
 *   UNFENCED  -> FENCED                wants to be fenced
 *   UNFENCED  -> SHUTTING_DOWN         wants to shut down, and leads partitions
 *   UNFENCED  -> SHUTDOWN_NOW          wants to shut down, and leads none; or wants to be fenced as well
 *   SHUTTING_DOWN -> SHUTDOWN_NOW      leads none any more, and all other brokers know
 * </pre>
 *
 * @param metadataOffset the broker has read the metadata log up to and with this
 * @param offlineLogDirs the ids of data folders that failed
 * @param cordonedLogDirs the ids of data folders that shall get no new replicas; empty until the broker has read the log
 */
public record BrokerHeartbeat(
        int brokerId,
        long brokerEpoch,
        long metadataOffset,
        boolean wantFence,
        boolean wantShutDown,
        List<Uuid> offlineLogDirs,
        Optional<List<Uuid>> cordonedLogDirs)
        implements Command<BrokerHeartbeat.Reply> {

    /**
     * @param caughtUp whether the broker has read its own registration
     * @param shouldShutDown whether it may go now
     */
    public record Reply(boolean caughtUp, boolean fenced, boolean inControlledShutdown, boolean shouldShutDown) {}

    private enum State {
        FENCED,
        UNFENCED,
        SHUTTING_DOWN,
        SHUTDOWN_NOW
    }

    public BrokerHeartbeat {
        offlineLogDirs = List.copyOf(offlineLogDirs);
        cordonedLogDirs = cordonedLogDirs.map(List::copyOf);
    }

    @Override
    public Decision<Reply> decide(DecisionInput input) {
        OptionalLong registeredAt = input.sessions().registeredAt(brokerId);
        if (registeredAt.isEmpty()) {
            return Decision.reject(
                    ErrorCode.STALE_BROKER_EPOCH,
                    "Receive a heartbeat from broker " + brokerId + " before registration");
        }
        Optional<ApiError> stale = BrokerEpochs.check(brokerId, brokerEpoch, input.image());
        if (stale.isPresent()) {
            return new Decision.Rejected<>(stale.get());
        }
        BrokerRegistration broker = input.image().nodes().broker(brokerId);
        boolean caughtUp = metadataOffset >= registeredAt.getAsLong();
        State current = current(broker, input);
        State next = next(current, caughtUp, input);
        List<VersionedRecord> records = new ArrayList<>();
        List<SessionChange> sessions = new ArrayList<>();
        boolean fenced = next == State.FENCED || next == State.SHUTDOWN_NOW;
        sessions.add(new SessionChange.Heard(brokerId, brokerEpoch, metadataOffset, fenced));
        if (next != current) {
            records.addAll(transition(next, broker, input));
            if (fenced) {
                sessions.add(new SessionChange.Fenced(brokerId));
            }
        }
        if (next == State.SHUTTING_DOWN) {
            sessions.add(new SessionChange.ShuttingDown(brokerId));
        }
        records.addAll(directories(broker, input));
        Reply reply = new Reply(caughtUp, fenced, next == State.SHUTTING_DOWN, next == State.SHUTDOWN_NOW);
        return new Decision.Accepted<>(records, false, reply, sessions);
    }

    private State current(BrokerRegistration broker, DecisionInput input) {
        if (input.sessions().shutdownOffset(brokerId).isPresent()) {
            return State.SHUTTING_DOWN;
        }
        return broker.fenced() ? State.FENCED : State.UNFENCED;
    }

    private State next(State current, boolean caughtUp, DecisionInput input) {
        return switch (current) {
            case FENCED -> {
                if (wantShutDown) {
                    yield State.SHUTDOWN_NOW;
                }
                yield caughtUp && !wantFence ? State.UNFENCED : State.FENCED;
            }
            case UNFENCED -> {
                if (wantFence) {
                    yield wantShutDown ? State.SHUTDOWN_NOW : State.FENCED;
                }
                if (wantShutDown) {
                    yield leads(input.image()) ? State.SHUTTING_DOWN : State.SHUTDOWN_NOW;
                }
                yield State.UNFENCED;
            }
            case SHUTTING_DOWN -> {
                long needed = input.sessions().shutdownOffset(brokerId).orElseThrow();
                boolean othersKnow = needed <= input.sessions().lowestActiveOffset();
                yield othersKnow && !leads(input.image()) ? State.SHUTDOWN_NOW : State.SHUTTING_DOWN;
            }
            case SHUTDOWN_NOW -> State.SHUTDOWN_NOW;
        };
    }

    private boolean leads(ClusterImage image) {
        return image.topics().all().stream()
                .anyMatch(topic ->
                        topic.partitions().values().stream().anyMatch(partition -> partition.leader() == brokerId));
    }

    private List<VersionedRecord> transition(State next, BrokerRegistration broker, DecisionInput input) {
        return switch (next) {
            case FENCED, SHUTDOWN_NOW -> Fencing.fence(broker, input);
            case UNFENCED -> Fencing.unfence(broker, input);
            case SHUTTING_DOWN -> Fencing.shutDown(broker, input);
        };
    }

    private List<VersionedRecord> directories(BrokerRegistration broker, DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        if (input.version().hasDirectoryAssignment()) {
            records.addAll(OfflineDirectories.records(broker, offlineLogDirs, input));
        }
        boolean cordonedDiffer = cordonedLogDirs.isPresent()
                && !broker.cordonedDirectories().map(HashSet::new).equals(cordonedLogDirs.map(HashSet::new));
        if (input.version().hasCordonedDirectories() && cordonedDiffer) {
            records.add(new VersionedRecord(
                    new BrokerRegistrationChangeRecord()
                            .brokerId(brokerId)
                            .brokerEpoch(brokerEpoch)
                            .cordonedLogDirs(cordonedLogDirs.get()),
                    3));
        }
        return records;
    }
}
