package io.ottla.demo.plot;

import java.util.Locale;

/** The three groups that follow the matches, each in its own time. */
public enum Audience {
    SCOREBOARD,
    NOTIFICATIONS,
    STATISTICS;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
