package io.ottla.demo.cricket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.demo.cricket.Delivery.Dismissal;
import io.ottla.demo.cricket.Delivery.Hit;
import io.ottla.demo.cricket.Delivery.Wicket;
import io.ottla.demo.cricket.Delivery.Wide;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores, statistics and notifications are what the balls say. */
class ScoresTest {
    private static final List<Ball> BALLS = List.of(
            ball(1, "A", "X", new Hit(4)),
            ball(2, "A", "X", new Wide()),
            ball(3, "A", "X", new Wicket(Dismissal.CAUGHT)),
            ball(4, "B", "X", new Hit(1)));

    @Test
    void anInningsAddsUp() {
        MatchScore score = BALLS.stream().reduce(MatchScore.START, MatchScore::after, (a, b) -> b);
        assertThat(score.first()).isEqualTo(new InningsScore(6, 1, 3)).hasToString("6/1 (0.3)");
        assertThat(score.second()).isEqualTo(InningsScore.START);
    }

    @Test
    void aBallThatIsMissingOrThereTwiceIsNoticed() {
        Scoreboard board = Scoreboard.EMPTY.after(BALLS.get(0));
        assertThatThrownBy(() -> board.after(BALLS.get(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> board.after(BALLS.get(2))).hasMessage("ball 3 after ball 1");
    }

    @Test
    void statisticsCountForBatterAndBowler() {
        Statistics statistics = BALLS.stream().reduce(Statistics.EMPTY, Statistics::after, (a, b) -> b);
        assertThat(statistics.bestBatter().orElseThrow().toString()).isEqualTo("A=4");
        assertThat(statistics.bestBowler().orElseThrow().toString()).isEqualTo("X=1");
        assertThat(Statistics.EMPTY.bestBatter()).isEmpty();
    }

    @Test
    void boundariesAndWicketsAreWorthANotification() {
        assertThat(BALLS.stream().flatMap(ball -> Notification.of(ball).stream()))
                .containsExactly("match-1: A hits 4", "match-1: OUT! A, caught by X");
    }

    private static Ball ball(int number, String batter, String bowler, Delivery delivery) {
        return new Ball("match-1", number, 1, batter, bowler, delivery);
    }
}
