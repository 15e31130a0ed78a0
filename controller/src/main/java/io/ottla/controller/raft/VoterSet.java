package io.ottla.controller.raft;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Those who have a vote. Immutable. */
public final class VoterSet {
    public static final VoterSet EMPTY = new VoterSet(List.of());

    private final SortedMap<Integer, Voter> byId;

    public VoterSet(Collection<Voter> voters) {
        SortedMap<Integer, Voter> map = new TreeMap<>();
        for (Voter voter : voters) {
            if (map.put(voter.key().id(), voter) != null) {
                throw new IllegalArgumentException(
                        "two voters have the id " + voter.key().id());
            }
        }
        this.byId = Collections.unmodifiableSortedMap(map);
    }

    /** Sorted by id. */
    public Collection<Voter> all() {
        return byId.values();
    }

    public Collection<Integer> ids() {
        return byId.keySet();
    }

    public int size() {
        return byId.size();
    }

    public boolean isVoter(ReplicaKey replica) {
        Voter voter = byId.get(replica.id());
        return voter != null && voter.is(replica);
    }

    public boolean isOnlyVoter(ReplicaKey replica) {
        return size() == 1 && isVoter(replica);
    }

    /** With {@code voter} in the place of the one with its id. */
    public VoterSet with(Voter voter) {
        SortedMap<Integer, Voter> map = new TreeMap<>(byId);
        map.put(voter.key().id(), voter);
        return new VoterSet(map.values());
    }

    /** More than half of the voters. */
    public int majority() {
        return size() / 2 + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VoterSet that && byId.equals(that.byId);
    }

    @Override
    public int hashCode() {
        return byId.hashCode();
    }

    @Override
    public String toString() {
        return byId.values().toString();
    }
}
