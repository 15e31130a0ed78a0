package io.ottla.broker.dispatch;

/**
 * Where the answer to one request goes. May be called from any thread, at any time after the request; answers of one
 * connection leave in the order of its requests, however they come in. Exactly one of these methods is to be called, once:
 * the first call counts, and a response that comes later is dropped.
 *
 * <p>The request's buffers, such as the records of a Produce request, are valid until the call.
 *
 * @param <R> the response message; belongs to the responder from the call on
 */
public interface Responder<R> {
    /** Answers. Errors that the protocol knows are values in the response. */
    void send(R response);

    /**
     * Answers, and then does not read from the connection for {@code throttleTimeMs} (KIP-219). The response is to say the
     * same number.
     */
    void sendThrottled(R response, int throttleTimeMs);

    /** Ends the request without an answer, where the protocol wants none (Produce with acks=0). */
    void sendNothing();

    /** The same, and then does not read from the connection for {@code throttleTimeMs}. */
    void sendNothingThrottled(int throttleTimeMs);

    /** Ends the connection, once what was asked before is answered. {@code why} goes into the log line. */
    void closeConnection(String why);

    /**
     * Something broke that no handler foresaw: it is logged, and answered as UNKNOWN_SERVER_ERROR in the shape of the API, or
     * with the end of the connection where the API has no such shape.
     */
    void fail(Throwable cause);
}
