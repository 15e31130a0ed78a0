package io.ottla.controller.driver;

import io.ottla.controller.decide.SessionChange;
import io.ottla.controller.decide.SessionView;
import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClusterImage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** When brokers were last heard of, and how far they have read. Owned by the controller's thread. */
final class BrokerSessions implements SessionView {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long NOTHING_READ = -1;

    private final long timeoutMs;
    private final Map<Integer, Session> sessions = new TreeMap<>();
    private final Map<Integer, Long> registeredAt = new HashMap<>();

    /** One incarnation of a broker. */
    private static final class Session {
        private final long brokerEpoch;
        private long heardMs = NEVER;
        private long metadataOffset = NOTHING_READ;
        private boolean fenced = true;
        private OptionalLong shutdownOffset = OptionalLong.empty();

        Session(long brokerEpoch) {
            this.brokerEpoch = brokerEpoch;
        }

        boolean isActive() {
            return !fenced && shutdownOffset.isEmpty();
        }
    }

    /** A broker whose time is up. */
    record Stale(int brokerId, long brokerEpoch) {}

    BrokerSessions(long timeoutMs) {
        this.timeoutMs = timeoutMs;
    }

    /**
     * The controller has become active. Brokers that were not fenced get one more session's time to be heard of; all but
     * {@code nodeId}, the broker that shares its data folder with this controller: no other process can be it, so whoever
     * registers with this id is right.
     */
    void activate(ClusterImage image, int nodeId, long nowMs) {
        for (BrokerRegistration broker : image.nodes().allBrokers()) {
            Session session = new Session(broker.epoch());
            session.fenced = broker.fenced();
            if (!broker.fenced() && broker.id() != nodeId) {
                session.heardMs = nowMs;
            }
            sessions.put(broker.id(), session);
            registeredAt.put(broker.id(), image.applied().offset());
        }
    }

    /**
     * Takes a decision's changes in.
     *
     * @param endOffset the offset of the last record of the decision, or of those before it when it has none
     */
    void apply(SessionChange change, long endOffset, long nowMs) {
        switch (change) {
            case SessionChange.Registered registered -> {
                registeredAt.put(registered.brokerId(), registered.registeredAt());
                if (!registered.sameIncarnation() || !sessions.containsKey(registered.brokerId())) {
                    sessions.put(registered.brokerId(), new Session(registered.brokerEpoch()));
                }
            }
            case SessionChange.Heard heard -> {
                Session session = sessions.computeIfAbsent(heard.brokerId(), any -> new Session(heard.brokerEpoch()));
                session.heardMs = nowMs;
                session.metadataOffset = heard.metadataOffset();
                session.fenced = heard.fenced();
            }
            case SessionChange.ShuttingDown shuttingDown -> {
                Session session = sessions.get(shuttingDown.brokerId());
                if (session != null && session.shutdownOffset.isEmpty()) {
                    session.shutdownOffset = OptionalLong.of(endOffset);
                }
            }
            case SessionChange.Fenced fenced -> {
                Session session = sessions.get(fenced.brokerId());
                if (session != null) {
                    session.fenced = true;
                    session.shutdownOffset = OptionalLong.empty();
                    session.heardMs = NEVER;
                }
            }
            case SessionChange.Removed removed -> {
                sessions.remove(removed.brokerId());
                registeredAt.remove(removed.brokerId());
            }
        }
    }

    @Override
    public boolean isValid(int brokerId, long brokerEpoch, long nowMs) {
        Session session = sessions.get(brokerId);
        return session != null && session.brokerEpoch == brokerEpoch && isInTime(session, nowMs);
    }

    private boolean isInTime(Session session, long nowMs) {
        return session.heardMs != NEVER && nowMs - session.heardMs <= timeoutMs;
    }

    @Override
    public OptionalLong registeredAt(int brokerId) {
        Long offset = registeredAt.get(brokerId);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    @Override
    public OptionalLong shutdownOffset(int brokerId) {
        Session session = sessions.get(brokerId);
        return session == null ? OptionalLong.empty() : session.shutdownOffset;
    }

    @Override
    public long lowestActiveOffset() {
        return sessions.values().stream()
                .filter(Session::isActive)
                .mapToLong(session -> session.metadataOffset)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** A broker that is not fenced, and was not heard of for too long. */
    Optional<Stale> stale(long nowMs) {
        for (Map.Entry<Integer, Session> entry : sessions.entrySet()) {
            Session session = entry.getValue();
            if (!session.fenced && session.heardMs != NEVER && !isInTime(session, nowMs)) {
                return Optional.of(new Stale(entry.getKey(), session.brokerEpoch));
            }
        }
        return Optional.empty();
    }

    /** The broker's session is over; it is waited for no longer. */
    void expire(int brokerId) {
        Session session = sessions.get(brokerId);
        if (session != null) {
            session.heardMs = NEVER;
        }
    }

    /** When the next broker is stale if it is not heard of; {@link Long#MAX_VALUE} when none is waited for. */
    long nextExpiryMs() {
        return sessions.values().stream()
                .filter(session -> !session.fenced && session.heardMs != NEVER)
                .mapToLong(session -> session.heardMs + timeoutMs + 1)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
