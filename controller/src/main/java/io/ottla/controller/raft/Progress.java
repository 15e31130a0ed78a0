package io.ottla.controller.raft;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far each voter's log goes, as the leader knows it. Immutable.
 *
 * @param endOffsets by id, one more than the last offset that the voter has on disk
 */
public record Progress(NavigableMap<Integer, Long> endOffsets) {
    static final Progress NONE = new Progress(Collections.emptyNavigableMap());

    /** With {@code id} having come to {@code endOffset}. */
    Progress with(int id, long endOffset) {
        TreeMap<Integer, Long> further = new TreeMap<>(endOffsets);
        further.merge(id, endOffset, Math::max);
        return new Progress(Collections.unmodifiableNavigableMap(further));
    }

    /** The highest offset that more than half of {@code voters} have come to; empty while too few are known. */
    OptionalLong majority(VoterSet voters) {
        long[] sorted = voters.ids().stream()
                .filter(endOffsets::containsKey)
                .mapToLong(endOffsets::get)
                .sorted()
                .toArray();
        int index = sorted.length - voters.majority();
        return index < 0 ? OptionalLong.empty() : OptionalLong.of(sorted[index]);
    }
}
