package io.ottla.demo.cricket;

import io.ottla.demo.cricket.Delivery.Dismissal;
import io.ottla.demo.cricket.Delivery.Hit;
import io.ottla.demo.cricket.Delivery.Wicket;
import io.ottla.demo.cricket.Delivery.Wide;

/**
 * A ball as the value of a record; the match is the record's key.
 *
 * <pre>
 * number ; innings ; batter ; bowler ; 0 to 6, or "wide", or "out " and how
 * 17;1;O Beck;H Lane;out LBW
 * </pre>
 */
public final class BallText {
    private static final String WIDE = "wide";
    private static final String OUT = "out ";
    private static final int PARTS = 5;

    private BallText() {}

    public static String write(Ball ball) {
        return String.join(
                ";",
                Integer.toString(ball.number()),
                Integer.toString(ball.innings()),
                ball.batter(),
                ball.bowler(),
                write(ball.delivery()));
    }

    private static String write(Delivery delivery) {
        return switch (delivery) {
            case Hit hit -> Integer.toString(hit.runs());
            case Wide wide -> WIDE;
            case Wicket wicket -> OUT + wicket.how();
        };
    }

    /** @throws MalformedBallException when that is not a ball */
    public static Ball read(String matchId, String text) {
        String[] parts = text.split(";", -1);
        if (parts.length != PARTS) {
            throw new MalformedBallException("not a ball: " + text);
        }
        try {
            int number = Integer.parseInt(parts[0]);
            int innings = Integer.parseInt(parts[1]);
            return new Ball(matchId, number, innings, parts[2], parts[3], readDelivery(parts[4]));
        } catch (IllegalArgumentException e) {
            throw new MalformedBallException("not a ball: " + text, e);
        }
    }

    private static Delivery readDelivery(String text) {
        if (text.equals(WIDE)) {
            return new Wide();
        }
        if (text.startsWith(OUT)) {
            return new Wicket(Dismissal.valueOf(text.substring(OUT.length())));
        }
        return new Hit(Integer.parseInt(text));
    }
}
