package io.ottla.demo.cricket;

import java.util.Locale;
import java.util.Optional;

/** What somebody who follows a match on their telephone wants to be told. */
public final class Notification {
    private static final int BOUNDARY = 4;

    private Notification() {}

    /** The text for this ball; most are not worth one. */
    public static Optional<String> of(Ball ball) {
        return switch (ball.delivery()) {
            case Delivery.Hit hit ->
                hit.runs() < BOUNDARY
                        ? Optional.empty()
                        : Optional.of(ball.matchId() + ": " + ball.batter() + " hits " + hit.runs());
            case Delivery.Wide wide -> Optional.empty();
            case Delivery.Wicket wicket ->
                Optional.of(ball.matchId() + ": OUT! " + ball.batter() + ", "
                        + wicket.how().name().toLowerCase(Locale.ROOT) + " by " + ball.bowler());
        };
    }
}
