package io.ottla.broker.api;

import io.ottla.broker.dispatch.Responder;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import java.util.function.Function;

/**
 * Turns the controller's reply to a command into the response of a request.
 *
 * @param <C> the reply to the command
 * @param <R> the response
 */
public record ControllerAnswer<C, R>(Responder<R> responder, Function<C, R> done, Function<ApiError, R> refused)
        implements Reply<C> {

    @Override
    public void done(C reply) {
        send(done, reply);
    }

    @Override
    public void refused(ApiError error) {
        send(refused, error);
    }

    /** What goes wrong here is the request's misfortune, not the controller's. */
    private <T> void send(Function<T, R> shape, T outcome) {
        R response;
        try {
            response = shape.apply(outcome);
        } catch (RuntimeException e) {
            responder.fail(e);
            return;
        }
        responder.send(response);
    }
}
