package io.ottla.demo.cricket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ball is read as it was written, and nothing else is taken for one. */
class BallTextTest {

    @Test
    void everyBallOfAMatchIsReadAsItWasWritten() {
        assertThat(MatchSimulation.play(Fixture.round(1).getFirst(), 20, new Random(3)))
                .isNotEmpty()
                .allSatisfy(ball -> assertThat(BallText.read(ball.matchId(), BallText.write(ball)))
                        .isEqualTo(ball));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "the ball is lost in the river",
                "1;1;O Beck;H Lane",
                "1;1;O Beck;H Lane;4;5",
                "0;1;O Beck;H Lane;4",
                "one;1;O Beck;H Lane;4",
                "1;3;O Beck;H Lane;4",
                "1;1;O Beck;H Lane;7",
                "1;1;O Beck;H Lane;out BORED"
            })
    void whatIsNoBallIsRefused(String text) {
        assertThatThrownBy(() -> BallText.read("match-1", text))
                .isInstanceOf(MalformedBallException.class)
                .hasMessageContaining(text);
    }
}
