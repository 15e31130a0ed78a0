package io.ottla.demo.cricket;

/** What came of one ball. */
public sealed interface Delivery {

    /** What the batting side gains. */
    int runs();

    /** Whether it is one of the six of the over. */
    boolean isLegal();

    /** The batter hit it, or not. */
    record Hit(int runs) implements Delivery {
        public Hit {
            if (runs < 0 || runs > 6) {
                throw new IllegalArgumentException(runs + " runs off one ball");
            }
        }

        @Override
        public boolean isLegal() {
            return true;
        }
    }

    /** Out of reach: a run, and the ball is bowled again. */
    record Wide() implements Delivery {
        @Override
        public int runs() {
            return 1;
        }

        @Override
        public boolean isLegal() {
            return false;
        }
    }

    /** The batter is out. */
    record Wicket(Dismissal how) implements Delivery {
        @Override
        public int runs() {
            return 0;
        }

        @Override
        public boolean isLegal() {
            return true;
        }
    }

    /** The ways to be out that count for the bowler. */
    enum Dismissal {
        BOWLED,
        CAUGHT,
        LBW,
        STUMPED
    }
}
