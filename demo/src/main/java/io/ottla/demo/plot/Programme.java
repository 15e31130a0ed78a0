package io.ottla.demo.plot;

import io.ottla.demo.cricket.Ball;
import io.ottla.demo.cricket.Fixture;
import io.ottla.demo.cricket.MatchSimulation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All balls of all matches in the order in which they are sent: each match in its order, the matches mixed as they would be
 * on a Saturday afternoon.
 */
public record Programme(List<Fixture> fixtures, List<Ball> balls) {
    public Programme {
        fixtures = List.copyOf(fixtures);
        balls = List.copyOf(balls);
    }

    /** The same seed makes the same afternoon. */
    public static Programme of(int matches, int overs, long seed) {
        Random chance = new Random(seed);
        List<Fixture> fixtures = Fixture.round(matches);
        List<Deque<Ball>> going = new ArrayList<>();
        for (Fixture fixture : fixtures) {
            going.add(new ArrayDeque<>(MatchSimulation.play(fixture, overs, chance)));
        }
        List<Ball> mixed = new ArrayList<>();
        while (!going.isEmpty()) {
            Deque<Ball> match = going.get(chance.nextInt(going.size()));
            mixed.add(match.remove());
            if (match.isEmpty()) {
                going.remove(match);
            }
        }
        return new Programme(fixtures, mixed);
    }

    public Map<String, Integer> ballsByMatch() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        balls.forEach(ball -> counts.merge(ball.matchId(), 1, Integer::sum));
        return counts;
    }

    /** The balls in parts of about the same length, in order. */
    public List<List<Ball>> parts(int count) {
        List<List<Ball>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(balls.subList(balls.size() * i / count, balls.size() * (i + 1) / count));
        }
        return parts;
    }
}
