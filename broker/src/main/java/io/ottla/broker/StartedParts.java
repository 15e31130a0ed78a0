package io.ottla.broker;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started so far, to be stopped in the opposite order: all of it, whatever goes wrong with one. */
final class StartedParts {
    private static final Logger LOG = LoggerFactory.getLogger(StartedParts.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    /** How a part is stopped. May wait for it. */
    @FunctionalInterface
    interface Stop {
        void stop() throws Exception;
    }

    private record Part(String name, Stop stop) {}

    /** Notes that a part has been started. */
    void add(String name, Stop stop) {
        parts.push(new Part(name, stop));
    }

    /** Stops everything, the last that was started first. */
    void stopAll() {
        for (Part part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.stop.stop();
            } catch (InterruptedException e) {
                // The rest is still to be stopped, as well as it goes.
                Thread.currentThread().interrupt();
                LOG.warn("Interrupted while stopping {}", part.name);
            } catch (Exception e) {
                LOG.error("{} did not stop in good order", part.name, e);
            }
        }
    }
}
