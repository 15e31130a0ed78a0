package io.ottla.demo.cricket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any seed makes a match by the rules, and the same seed the same match. */
class MatchSimulationTest {
    private static final int OVERS = 3;
    private static final Fixture FIXTURE = Fixture.round(1).getFirst();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ballsAreNumberedAndInningsEndByTheRules(long seed) {
        List<Ball> balls = play(seed);

        assertThat(balls)
                .extracting(Ball::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, balls.size()).boxed().toList());
        assertThat(balls).extracting(Ball::innings).isSorted();
        MatchScore score = balls.stream().reduce(MatchScore.START, MatchScore::after, (a, b) -> b);
        assertThat(score.first().isComplete(OVERS)).isTrue();
        boolean passed = score.second().runs() > score.first().runs();
        assertThat(passed || score.second().isComplete(OVERS)).isTrue();
        assertThat(score.first().legalBalls()).isLessThanOrEqualTo(OVERS * InningsScore.BALLS_AN_OVER);
        assertThat(score.second().legalBalls()).isLessThanOrEqualTo(OVERS * InningsScore.BALLS_AN_OVER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoIsOutBatsNoMore(long seed) {
        List<Ball> balls = play(seed);
        for (int i = 0; i < balls.size(); i++) {
            Ball ball = balls.get(i);
            if (ball.delivery() instanceof Delivery.Wicket) {
                assertThat(balls.subList(i + 1, balls.size()))
                        .as("after " + ball)
                        .noneMatch(later -> later.batter().equals(ball.batter()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedMakesTheSameMatch(long seed) {
        assertThat(play(seed)).isEqualTo(play(seed)).isNotEqualTo(play(seed + 1));
    }

    private static List<Ball> play(long seed) {
        return MatchSimulation.play(FIXTURE, OVERS, new Random(seed));
    }
}
