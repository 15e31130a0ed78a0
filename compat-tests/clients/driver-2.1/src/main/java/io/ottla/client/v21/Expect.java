package io.ottla.client.v21;

import java.time.Duration;
import java.util.Objects;

/** What a feature must come to. JDK only, since test libraries are not beside the clients. */
public final class Expect {
    private Expect() {}

    public static void equal(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("expected " + shortened(expected) + ", got " + shortened(actual));
        }
    }

    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("expected " + what);
        }
    }

    /** Something that is asked again and again, and may fail by throwing. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Asks until it holds. The conditions poll a consumer or ask the broker, which is what takes the time. */
    public static void soon(String what, Condition condition) throws Exception {
        long deadlineNanos = System.nanoTime() + Session.WITHIN.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("expected within " + Session.WITHIN.toSeconds() + " s: " + what);
            }
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
