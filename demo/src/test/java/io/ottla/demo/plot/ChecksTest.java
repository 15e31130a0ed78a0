package io.ottla.demo.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.demo.cricket.Ball;
import io.ottla.demo.cricket.BallText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check holds for a good afternoon, and fails for the one thing it is about. */
class ChecksTest {
    private static final String POISON = "poison";
    private static final List<LoggedEvent> DEAD = List.of(new LoggedEvent("match-1", POISON, RetryPolicy.ATTEMPTS));

    private final Programme programme = Programme.of(2, 1, 5);
    private final Story story = new Story(programme.ballsByMatch());
    private final List<LoggedEvent> log = new ArrayList<>();

    @Test
    void allHoldWhenAllWentWell() {
        playAll();
        assertThat(judge(DEAD)).isNotEmpty().allMatch(Check::holds);
    }

    @Test
    void aBallThatWasNotAcknowledgedIsNoticed() {
        playAll();
        Story shorter = new Story(programme.ballsByMatch());
        assertThat(broken(Checks.judge(shorter, log, DEAD, POISON))).contains("every ball was acknowledged");
    }

    @Test
    void aBallThatOneGroupMissedIsNoticed() {
        send(programme.balls());
        read(Audience.SCOREBOARD, programme.balls());
        read(Audience.NOTIFICATIONS, programme.balls());
        read(Audience.STATISTICS, programme.balls().subList(0, programme.balls().size() - 1));
        assertThat(broken(judge(DEAD))).containsExactly("statistics lost nothing");
    }

    @Test
    void disorderIsNoticed() {
        send(programme.balls());
        read(Audience.NOTIFICATIONS, programme.balls());
        read(Audience.STATISTICS, programme.balls());
        List<Ball> disordered = new ArrayList<>(programme.balls());
        Collections.reverse(disordered);
        read(Audience.SCOREBOARD, disordered);
        assertThat(broken(judge(DEAD))).containsExactly("scoreboard read every match in order");
    }

    @Test
    void aLogWithABallTwiceIsNoticed() {
        playAll();
        log.add(log.getFirst());
        assertThat(broken(judge(DEAD))).containsExactly("the replay from offset 0 gives the same scores");
    }

    @Test
    void poisonThatIsNoDeadLetterIsNoticed() {
        playAll();
        assertThat(broken(judge(List.of()))).hasSize(1);
        assertThat(broken(judge(List.of(new LoggedEvent("match-1", POISON, 1)))))
                .hasSize(1);
        assertThat(broken(judge(List.of(DEAD.getFirst(), DEAD.getFirst())))).hasSize(1);
    }

    private void playAll() {
        send(programme.balls());
        for (Audience audience : Audience.values()) {
            read(audience, programme.balls());
        }
    }

    private void send(List<Ball> balls) {
        for (Ball ball : balls) {
            story.apply(new DemoEvent.Sent(ball.matchId()));
            log.add(new LoggedEvent(ball.matchId(), BallText.write(ball), 0));
        }
        story.apply(new DemoEvent.PoisonSent());
        log.add(new LoggedEvent("match-1", POISON, 0));
    }

    private void read(Audience audience, List<Ball> balls) {
        Member member = new Member(audience, audience.label());
        for (Ball ball : balls) {
            story.apply(new DemoEvent.Read(member, ball.matchId(), BallText.write(ball)));
        }
    }

    private List<Check> judge(List<LoggedEvent> deadLetters) {
        return Checks.judge(story, log, deadLetters, POISON);
    }

    private static List<String> broken(List<Check> checks) {
        return checks.stream().filter(check -> !check.holds()).map(Check::what).toList();
    }
}
