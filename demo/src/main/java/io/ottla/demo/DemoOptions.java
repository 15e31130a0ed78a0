package io.ottla.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ottla demo} was told.
 *
 * @param bootstrap the broker; none for one of its own
 * @param ballsASecond 0 for as fast as it goes
 * @param sessionTimeoutMs after what time a member that was killed is missed
 * @param keep whether topics and groups stay when it is over
 */
record DemoOptions(
        Optional<String> bootstrap,
        Afternoon afternoon,
        int ballsASecond,
        String prefix,
        int sessionTimeoutMs,
        boolean keep) {

    /** What is played. */
    record Afternoon(int matches, int overs, long seed) {}

    static final String USAGE = """
            Usage: ottla demo [options]

            Plays cricket matches ball by ball through a broker, kills a consumer on the way, and checks in the end that
            order within every match held and nothing was lost.

              --bootstrap HOST:PORT     the broker; without it, one is started for the time of the demo
              --matches N               how many matches at once, 1 to 4 (4)
              --overs N                 overs of an innings (5)
              --balls-a-second N        the pace, 0 for as fast as it goes (30)
              --seed N                  another afternoon (1)
              --prefix TEXT             comes before the names of topics and groups (none)
              --session-timeout-ms N    when a killed consumer is missed (6000; 3000 on a broker of its own)
              --keep                    leave topics and groups on the broker given by --bootstrap
              --help                    this

            Exit codes: 0 all checks hold, 1 one does not or something failed, 2 wrong option.
            """;

    private static final int OWN_BROKER_SESSION_MS = 3_000;
    private static final int ANY_BROKER_SESSION_MS = 6_000;

    /** @throws IllegalArgumentException saying what is wrong */
    static DemoOptions parse(List<String> arguments) {
        Parser parser = new Parser(arguments);
        parser.takeAll();
        int usual = parser.bootstrap == null ? OWN_BROKER_SESSION_MS : ANY_BROKER_SESSION_MS;
        return new DemoOptions(
                Optional.ofNullable(parser.bootstrap),
                new Afternoon(parser.matches, parser.overs, parser.seed),
                parser.ballsASecond,
                parser.prefix,
                parser.sessionTimeoutMs == 0 ? usual : parser.sessionTimeoutMs,
                parser.keep);
    }

    private static final class Parser {
        private static final int OVERS_MAX = 50;
        private static final int PACE_MAX = 100_000;
        private static final int SESSION_MAX_MS = 60_000;

        private final Deque<String> left;
        private String bootstrap;
        private int matches = 4;
        private int overs = 5;
        private int ballsASecond = 30;
        private long seed = 1;
        private String prefix = "";
        private int sessionTimeoutMs;
        private boolean keep;

        Parser(List<String> arguments) {
            left = new ArrayDeque<>(arguments);
        }

        void takeAll() {
            while (!left.isEmpty()) {
                String option = left.remove();
                switch (option) {
                    case "--bootstrap" -> bootstrap = value(option);
                    case "--matches" -> matches = number(option, 1, 4);
                    case "--overs" -> overs = number(option, 1, OVERS_MAX);
                    case "--balls-a-second" -> ballsASecond = number(option, 0, PACE_MAX);
                    case "--seed" -> seed = number(option, 0, Integer.MAX_VALUE);
                    case "--prefix" -> prefix = value(option);
                    case "--session-timeout-ms" -> sessionTimeoutMs = number(option, 1_000, SESSION_MAX_MS);
                    case "--keep" -> keep = true;
                    default -> throw new IllegalArgumentException("there is no option " + option);
                }
            }
        }

        private String value(String option) {
            if (left.isEmpty()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return left.remove();
        }

        private int number(String option, int min, int max) {
            String text = value(option);
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(option + " needs a number, not " + text, e);
            }
            throw new IllegalArgumentException(option + " takes " + min + " to " + max + ", not " + text);
        }
    }
}
