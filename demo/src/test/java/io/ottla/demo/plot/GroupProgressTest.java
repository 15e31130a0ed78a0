package io.ottla.demo.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.demo.cricket.Ball;
import io.ottla.demo.cricket.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a group has read counts once and in order, and disorder is noticed. */
class GroupProgressTest {
    private static final Member ONE = new Member(Audience.SCOREBOARD, "one");
    private static final Member TWO = new Member(Audience.SCOREBOARD, "two");

    private final GroupProgress progress = new GroupProgress();

    @Test
    void ballsInOrderAreHandedOnAtOnce() {
        assertThat(read(ONE, 1)).containsExactly(1);
        assertThat(read(ONE, 2)).containsExactly(2);
        assertThat(progress.handedOn("match-1")).isEqualTo(2);
        assertThat(progress.breaches()).isEmpty();
    }

    @Test
    void whatASuccessorReadsAgainCountsOnce() {
        read(ONE, 1);
        read(ONE, 2);
        progress.assigned(TWO);
        assertThat(read(TWO, 2)).isEmpty();
        assertThat(read(TWO, 3)).containsExactly(3);
        assertThat(progress.repeated()).isOne();
        assertThat(progress.breaches()).isEmpty();
    }

    @Test
    void reportsOfTwoMembersMayCross() {
        read(ONE, 1);
        assertThat(read(TWO, 3)).isEmpty();
        assertThat(read(ONE, 2)).containsExactly(2, 3);
        assertThat(progress.breaches()).isEmpty();
    }

    @Test
    void aMemberThatLeavesOneOutHasBrokenTheOrder() {
        read(ONE, 1);
        assertThat(read(ONE, 3)).isEmpty();
        assertThat(progress.breaches()).containsExactly("one read ball 3 of match-1 after ball 1");
        assertThat(progress.handedOn("match-1")).isOne();
    }

    @Test
    void aMemberMayBeginAnywhereAfterAnAssignment() {
        read(ONE, 1);
        read(ONE, 2);
        progress.assigned(ONE);
        assertThat(read(ONE, 2)).isEmpty();
        assertThat(progress.breaches()).isEmpty();
    }

    private List<Integer> read(Member member, int number) {
        Ball ball = new Ball("match-1", number, 1, "A", "X", new Delivery.Hit(0));
        return progress.read(member, ball).stream().map(Ball::number).toList();
    }
}
