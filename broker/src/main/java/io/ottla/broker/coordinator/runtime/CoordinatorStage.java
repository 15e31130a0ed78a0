package io.ottla.broker.coordinator.runtime;

import java.util.Locale;

/**
 * How far a coordinator is.
 *
 * <pre>
 *   LOADING ──all of the log is applied──► ACTIVE
 *      │ the log cannot be read               │
 *      ▼                                      │
 *    FAILED ──────── DROPPED ◄────────────────┘ leadership lost, append refused, an event that cannot be applied
 * </pre>
 */
enum CoordinatorStage {
    LOADING,
    ACTIVE,
    FAILED,
    DROPPED;

    /** As metrics have it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
