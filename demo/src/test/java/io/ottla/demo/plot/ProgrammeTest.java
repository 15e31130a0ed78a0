package io.ottla.demo.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.demo.cricket.Ball;
import io.ottla.demo.cricket.Scoreboard;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several matches at once, each in its own order. */
class ProgrammeTest {
    private final Programme programme = Programme.of(4, 2, 9);

    @Test
    void eachMatchIsInOrderAndTheyAreMixed() {
        Scoreboard board = programme.balls().stream().reduce(Scoreboard.EMPTY, Scoreboard::after, (a, b) -> b);
        assertThat(board.scores()).hasSize(4);
        assertThat(programme.balls().subList(0, 40)).extracting(Ball::matchId).contains("match-1", "match-4");
        assertThat(programme.ballsByMatch().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(programme.balls().size());
    }

    @Test
    void thePartsTogetherAreTheWhole() {
        List<List<Ball>> parts = programme.parts(3);
        assertThat(parts).hasSize(3).noneMatch(List::isEmpty);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(programme.balls());
    }
}
