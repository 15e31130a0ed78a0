package io.ottla.demo.cricket;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Plays a match of two innings, and tells it ball by ball. The same chance makes the same match. */
public final class MatchSimulation {
    private final Fixture fixture;
    private final int overs;
    private final RandomGenerator chance;
    private final List<Ball> balls = new ArrayList<>();
    private MatchScore score = MatchScore.START;

    private MatchSimulation(Fixture fixture, int overs, RandomGenerator chance) {
        this.fixture = fixture;
        this.overs = overs;
        this.chance = chance;
    }

    /** @param overs the overs of an innings */
    public static List<Ball> play(Fixture fixture, int overs, RandomGenerator chance) {
        MatchSimulation match = new MatchSimulation(fixture, overs, chance);
        match.innings(1);
        match.innings(2);
        return List.copyOf(match.balls);
    }

    private void innings(int innings) {
        List<String> batters = fixture.batting(innings).players();
        int striker = 0;
        int other = 1;
        int next = 2;
        while (!isComplete(innings)) {
            InningsScore before = score.of(innings);
            String bowler = fixture.fielding(innings).bowlerOf(before.legalBalls() / InningsScore.BALLS_AN_OVER);
            Delivery delivery = bowl();
            Ball ball = new Ball(fixture.matchId(), balls.size() + 1, innings, batters.get(striker), bowler, delivery);
            balls.add(ball);
            score = score.after(ball);
            if (delivery instanceof Delivery.Wicket && next < Team.PLAYERS) {
                striker = next++;
            }
            boolean crossed = delivery instanceof Delivery.Hit hit && hit.runs() % 2 == 1;
            boolean overEnded = delivery.isLegal() && score.of(innings).isEndOfOver();
            if (crossed != overEnded) {
                int swapped = striker;
                striker = other;
                other = swapped;
            }
        }
    }

    /** The second innings also ends when the first one's score is passed. */
    private boolean isComplete(int innings) {
        boolean passed = innings == 2 && score.second().runs() > score.first().runs();
        return passed || score.of(innings).isComplete(overs);
    }

    private Delivery bowl() {
        int draw = chance.nextInt(100);
        if (draw < 3) {
            return new Delivery.Wide();
        }
        if (draw < 9) {
            Delivery.Dismissal[] ways = Delivery.Dismissal.values();
            return new Delivery.Wicket(ways[chance.nextInt(ways.length)]);
        }
        return new Delivery.Hit(runs(draw));
    }

    private static int runs(int draw) {
        if (draw < 40) {
            return 0;
        }
        if (draw < 72) {
            return 1;
        }
        if (draw < 81) {
            return 2;
        }
        return draw < 93 ? 4 : 6;
    }
}
