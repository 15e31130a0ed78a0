package io.ottla.demo.cricket;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Who plays whom. The first team bats first.
 *
 * @param matchId the key of all the match's events
 */
public record Fixture(String matchId, Team first, Team second) {

    /** Each team plays once at most. */
    public static List<Fixture> round(int matches) {
        if (matches < 1 || 2 * matches > Team.count()) {
            throw new IllegalArgumentException("1 to " + Team.count() / 2 + " matches, not " + matches);
        }
        return IntStream.range(0, matches)
                .mapToObj(i -> new Fixture("match-" + (i + 1), Team.number(2 * i), Team.number(2 * i + 1)))
                .toList();
    }

    /** The team that bats in that innings, 1 or 2. */
    public Team batting(int innings) {
        return innings == 1 ? first : second;
    }

    public Team fielding(int innings) {
        return innings == 1 ? second : first;
    }
}
