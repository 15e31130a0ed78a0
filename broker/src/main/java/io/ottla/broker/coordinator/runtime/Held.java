package io.ottla.broker.coordinator.runtime;

import io.ottla.wire.api.ErrorCode;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer that is known, and waits until what it rests on is committed. */
record Held<R>(CoordinatorReply<R> to, Consumer<CoordinatorReply<R>> answer) {
    private static final Logger LOG = LoggerFactory.getLogger(Held.class);

    static <R> Held<R> reply(CoordinatorReply<R> to, R response) {
        return new Held<>(to, target -> target.reply(response));
    }

    static <R> Held<R> reject(CoordinatorReply<R> to, ErrorCode error) {
        return new Held<>(to, target -> target.reject(error));
    }

    void release() {
        give(answer);
    }

    void fail(ErrorCode error) {
        give(target -> target.reject(error));
    }

    /** What goes wrong with one answer is not to keep the others from theirs. */
    private void give(Consumer<CoordinatorReply<R>> what) {
        try {
            what.accept(to);
        } catch (RuntimeException e) {
            LOG.error("An answer of a coordinator could not be given", e);
        }
    }
}
