package io.ottla.broker.dispatch;

import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.api.VersionRange;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireReader;
import java.util.Optional;

/**
 * What the broker does for one API. Its versions are what ApiVersions advertises, so they are those that work.
 *
 * <p>Called on I/O loops, several at once, for different connections: a handler keeps no state that is not safe to share,
 * and does not block. It answers at once, or hands request and responder on to whoever owns what the request is about.
 *
 * @param <Q> the request
 * @param <R> the response
 */
public interface ApiHandler<Q extends ApiMessage, R extends ApiMessage> {
    ApiKey key();

    /** The versions that work. By default all that are stable in the reference. */
    default VersionRange versions() {
        return key().versions();
    }

    /** Reads a body; as a rule {@code XRequest::read}. */
    Q read(WireReader body, int version);

    /**
     * Does what is asked. The response is written in the version of the request, so a field that this version does not have
     * must be left at its default where the spec does not let it be ignored.
     */
    void handle(RequestContext context, Q request, Responder<R> responder);

    /**
     * What is wrong with a request whatever the broker's state is, or {@link ErrorCode#NONE}. It is answered as a
     * {@linkplain #failure failure} then, and not handled.
     */
    default ErrorCode refusal(Q request) {
        return ErrorCode.NONE;
    }

    /**
     * A response that carries {@code error} for all of the request, for when it is refused, and when the handler, or what it
     * called, threw. None where the API has no place for an error: then the connection is closed.
     */
    default Optional<R> failure(RequestContext context, Q request, ErrorCode error) {
        return Optional.empty();
    }

    /**
     * A response, which will be written in version 0, to a request in a version that is not known. Only ApiVersions has one
     * (KIP-511); for all others the connection is closed.
     */
    default Optional<R> answerToUnknownVersion() {
        return Optional.empty();
    }

    /** Whether those who ask are made to wait when they have taken more of the broker's time than they may. */
    default boolean isThrottled() {
        return true;
    }

    /** Reports every error of a response to {@code errors}, for the metrics. */
    default void countErrors(R response, ErrorSink errors) {
        // Nothing to count in an API whose response carries no error.
    }

    /** Takes the errors of a response; {@link ErrorCode#NONE} may be reported and is not counted. */
    @FunctionalInterface
    interface ErrorSink {
        void error(short code);
    }
}
