package io.ottla.controller.driver;

import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.Command;
import io.ottla.controller.decide.Decision;
import io.ottla.controller.decide.DecisionInput;
import io.ottla.wire.api.ErrorCode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command on its way: from the inbox over its decision to its reply. */
final class Pending<R> {
    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);

    private final Command<R> command;
    private final Reply<R> reply;
    private final AtomicBoolean answered = new AtomicBoolean();
    private Decision<R> decision;

    Pending(Command<R> command, Reply<R> reply) {
        this.command = command;
        this.reply = reply;
    }

    /** Decides. A mistake in a decision costs that command alone: it has changed nothing. */
    Decision<R> decide(DecisionInput input) {
        try {
            decision = command.decide(input);
        } catch (RuntimeException e) {
            LOG.error("Deciding {} failed", command.name(), e);
            decision = new Decision.Rejected<>(
                    new ApiError(ErrorCode.UNKNOWN_SERVER_ERROR, "The controller failed to decide."));
        }
        return decision;
    }

    /** The decision cannot be carried out. */
    void overrule(ApiError error) {
        decision = new Decision.Rejected<>(error);
    }

    /** Releases the reply to what was decided. */
    void release() {
        switch (decision) {
            case Decision.Accepted<R> accepted -> answer(() -> reply.done(accepted.reply()));
            case Decision.Rejected<R> rejected -> refuse(rejected.error());
        }
    }

    /** Answers with an error, whatever was decided. Has no effect when there was an answer already. */
    void refuse(ApiError error) {
        answer(() -> reply.refused(error));
    }

    private void answer(Runnable call) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("Whoever asked for {} failed to take the reply", command.name(), e);
        }
    }
}
