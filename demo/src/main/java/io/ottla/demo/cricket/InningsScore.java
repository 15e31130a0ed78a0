package io.ottla.demo.cricket;

/** The score of one innings. */
public record InningsScore(int runs, int wickets, int legalBalls) {
    public static final int BALLS_AN_OVER = 6;
    public static final int WICKETS = Team.PLAYERS - 1;

    public static final InningsScore START = new InningsScore(0, 0, 0);

    InningsScore after(Delivery delivery) {
        return new InningsScore(
                runs + delivery.runs(),
                wickets + (delivery instanceof Delivery.Wicket ? 1 : 0),
                legalBalls + (delivery.isLegal() ? 1 : 0));
    }

    boolean isComplete(int overs) {
        return wickets == WICKETS || legalBalls == overs * BALLS_AN_OVER;
    }

    boolean isEndOfOver() {
        return legalBalls % BALLS_AN_OVER == 0;
    }

    /** As scoreboards have it: runs, wickets, and overs with the balls of the one that is on. */
    @Override
    public String toString() {
        return runs + "/" + wickets + " (" + legalBalls / BALLS_AN_OVER + "." + legalBalls % BALLS_AN_OVER + ")";
    }
}
