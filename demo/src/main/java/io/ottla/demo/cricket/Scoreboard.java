package io.ottla.demo.cricket;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The scores of all matches, by match. */
public record Scoreboard(SortedMap<String, MatchScore> scores) {
    public static final Scoreboard EMPTY = new Scoreboard(Collections.emptySortedMap());

    public Scoreboard {
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    }

    public Scoreboard after(Ball ball) {
        SortedMap<String, MatchScore> next = new TreeMap<>(scores);
        next.put(ball.matchId(), of(ball.matchId()).after(ball));
        return new Scoreboard(next);
    }

    public MatchScore of(String matchId) {
        return scores.getOrDefault(matchId, MatchScore.START);
    }
}
