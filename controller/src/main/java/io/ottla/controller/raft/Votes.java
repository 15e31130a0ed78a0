package io.ottla.controller.raft;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The votes that were granted in one round. Immutable. */
public record Votes(SortedSet<Integer> granted) {
    static final Votes NONE = new Votes(Collections.emptySortedSet());

    /** With the vote of {@code id}. */
    Votes with(int id) {
        TreeSet<Integer> more = new TreeSet<>(granted);
        more.add(id);
        return new Votes(Collections.unmodifiableSortedSet(more));
    }

    /** Whether more than half of {@code voters} are for it; votes of others do not count. */
    boolean isWon(VoterSet voters) {
        return granted.stream().filter(voters.ids()::contains).count() >= voters.majority();
    }
}
