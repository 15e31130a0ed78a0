package io.ottla.demo.cricket;

/** The score of one match after its ball {@code balls}. */
public record MatchScore(InningsScore first, InningsScore second, int balls) {
    public static final MatchScore START = new MatchScore(InningsScore.START, InningsScore.START, 0);

    /** Balls are counted in order: a score over balls of which one is missing or counted twice would be wrong for good. */
    public MatchScore after(Ball ball) {
        if (ball.number() != balls + 1) {
            throw new IllegalArgumentException("ball " + ball.number() + " after ball " + balls);
        }
        return ball.innings() == 1
                ? new MatchScore(first.after(ball.delivery()), second, balls + 1)
                : new MatchScore(first, second.after(ball.delivery()), balls + 1);
    }

    public InningsScore of(int innings) {
        return innings == 1 ? first : second;
    }
}
