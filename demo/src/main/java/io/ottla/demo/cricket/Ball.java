package io.ottla.demo.cricket;

/**
 * One ball of a match, which is one event.
 *
 * @param number counts the balls of the match, from 1 and without a gap: what tells a reader that none is missing
 * @param innings 1 or 2
 */
public record Ball(String matchId, int number, int innings, String batter, String bowler, Delivery delivery) {
    public Ball {
        if (number < 1) {
            throw new IllegalArgumentException("ball " + number);
        }
        if (innings != 1 && innings != 2) {
            throw new IllegalArgumentException("innings " + innings);
        }
    }
}
