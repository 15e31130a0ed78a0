package io.ottla.storage.producer;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The producers that wait for the transaction coordinator's word. A ticket is unique for the life of the table: an answer
 * that arrives after its transaction was aborted finds another ticket, or none, in its place.
 */
final class VerificationTable {
    /** Made when the first comes: most of very many partitions never see one. */
    private Map<Long, Pending> pending = Collections.emptyMap();

    private long lastTicket = Verification.NO_TICKET;

    /**
     * One producer's entry.
     *
     * <p>The lowest sequence that was seen while waiting is kept. A later batch could otherwise pass when an earlier one was
     * turned away for a passing reason, and the earlier one would be out of sequence for ever.
     */
    record Pending(long ticket, long sinceMs, short epoch, int lowestSequence, boolean supportsEpochBump) {
        Pending meet(short newEpoch, int sequence) {
            if (newEpoch > epoch || (newEpoch == epoch && sequence < lowestSequence)) {
                return new Pending(ticket, sinceMs, newEpoch, sequence, supportsEpochBump);
            }
            return this;
        }
    }

    /** The ticket of the producer's entry, which is made if there is none. */
    long begin(VerificationRequest request, long nowMs) {
        Pending known = pending.get(request.producerId());
        if (known == null) {
            lastTicket++;
            known = new Pending(
                    lastTicket, nowMs, request.producerEpoch(), request.sequence(), request.supportsEpochBump());
        }
        pending = pending.isEmpty() ? new HashMap<>() : pending;
        pending.put(request.producerId(), known.meet(request.producerEpoch(), request.sequence()));
        return known.ticket();
    }

    /** The producer's entry, or null. */
    Pending find(long producerId) {
        return pending.get(producerId);
    }

    boolean holds(long producerId, long ticket) {
        Pending known = pending.get(producerId);
        return ticket != Verification.NO_TICKET && known != null && known.ticket() == ticket;
    }

    /** Records of a transaction were appended: from here on the open transaction itself is the proof. */
    void recordsAppended(long producerId) {
        pending.remove(producerId);
    }

    /**
     * A marker was appended. The entry lapses, unless it is for the producer's next transaction already: with epochs that
     * rise at each end of a transaction, the next one begins under the very epoch the marker carries.
     */
    void markerAppended(long producerId, short markerEpoch) {
        Pending known = pending.get(producerId);
        if (known != null && !(known.supportsEpochBump() && known.epoch() == markerEpoch)) {
            pending.remove(producerId);
        }
    }

    void removeOlderThan(long ageMs, long nowMs) {
        pending.values().removeIf(entry -> nowMs - entry.sinceMs() >= ageMs);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    void clear() {
        pending = Collections.emptyMap();
    }
}
