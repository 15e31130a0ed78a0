package io.ottla.controller.driver;

import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the answers to the controller's own commands go. */
final class NoReply<R> implements Reply<R> {
    private static final Logger LOG = LoggerFactory.getLogger(NoReply.class);

    @Override
    public void done(R reply) {
        // Nobody waits for it.
    }

    @Override
    public void refused(ApiError error) {
        LOG.warn("A command of the controller's own was refused: {}", error);
    }
}
