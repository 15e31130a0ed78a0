package io.ottla.demo.plot;

import io.ottla.demo.cricket.BallText;
import io.ottla.demo.cricket.MalformedBallException;
import io.ottla.demo.cricket.Scoreboard;
import java.util.ArrayList;
import java.util.List;

/** Judges, when all is over, whether order within every match held and nothing was lost. */
public final class Checks {
    private Checks() {}

    /**
     * @param replayed all events, read again from offset 0
     * @param deadLetters what lies in the dead-letter topic
     * @param poison the value of the event that is none
     */
    public static List<Check> judge(
            Story story, List<LoggedEvent> replayed, List<LoggedEvent> deadLetters, String poison) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "every ball was acknowledged",
                story.sent() == story.planned(),
                story.sent() + " of " + story.planned()));
        for (Audience audience : Audience.values()) {
            checks.add(completeness(story, audience));
            checks.add(order(story, audience));
        }
        checks.add(replay(story, replayed));
        checks.add(deadLetter(deadLetters, poison));
        return checks;
    }

    private static Check completeness(Story story, Audience audience) {
        List<String> incomplete = story.incompleteMatches(audience);
        String counts = story.readBy(audience) + " balls, " + story.repeatedFor(audience) + " of them again";
        return new Check(
                audience.label() + " lost nothing",
                incomplete.isEmpty(),
                incomplete.isEmpty() ? counts : counts + "; not all of " + incomplete);
    }

    private static Check order(Story story, Audience audience) {
        List<String> breaches = story.orderBreaches(audience);
        return new Check(
                audience.label() + " read every match in order",
                breaches.isEmpty(),
                breaches.isEmpty() ? "" : breaches.size() + " times not, first " + breaches.getFirst());
    }

    /** In the log itself each ball lies once, in order: a score that is counted ball by ball allows nothing else. */
    private static Check replay(Story story, List<LoggedEvent> replayed) {
        String what = "the replay from offset 0 gives the same scores";
        Scoreboard again = Scoreboard.EMPTY;
        int unreadable = 0;
        for (LoggedEvent event : replayed) {
            try {
                again = again.after(BallText.read(event.key(), event.value()));
            } catch (MalformedBallException e) {
                unreadable++;
            } catch (IllegalArgumentException e) {
                return new Check(what, false, e.getMessage());
            }
        }
        boolean holds = again.equals(story.scoreboard())
                && unreadable == story.poisonSent()
                && replayed.size() == story.planned() + unreadable;
        return new Check(what, holds, replayed.size() + " events");
    }

    private static Check deadLetter(List<LoggedEvent> deadLetters, String poison) {
        boolean holds = deadLetters.size() == 1
                && deadLetters.getFirst().value().equals(poison)
                && deadLetters.getFirst().attempts() == RetryPolicy.ATTEMPTS;
        return new Check(
                "the poison, and nothing else, is a dead letter after " + RetryPolicy.ATTEMPTS + " attempts",
                holds,
                holds ? "" : deadLetters.toString());
    }
}
