package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.api.ErrorCode;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is known, or something that is to be done, and waits until what it rests on is committed.
 *
 * @param given gives the answer
 * @param failed says that it cannot be given, and why
 */
record Held(Runnable given, Consumer<ErrorCode> failed) {
    private static final Logger LOG = LoggerFactory.getLogger(Held.class);

    static <R> Held reply(CoordinatorReply<R> to, R response) {
        return new Held(() -> to.reply(response), to::reject);
    }

    static <R> Held reject(CoordinatorReply<R> to, ErrorCode error) {
        return new Held(() -> to.reject(error), to::reject);
    }

    /** For one who only wants to know whether it went well. */
    static Held success(Consumer<ErrorCode> to) {
        return new Held(() -> to.accept(ErrorCode.NONE), to);
    }

    /** What nobody waits for. */
    static Held action(Runnable action) {
        return new Held(action, error -> {});
    }

    void release() {
        give(given);
    }

    void fail(ErrorCode error) {
        give(() -> failed.accept(error));
    }

    /** What goes wrong with one answer is not to keep the others from theirs. */
    private static void give(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            LOG.error("An answer of a coordinator could not be given", e);
        }
    }
}
