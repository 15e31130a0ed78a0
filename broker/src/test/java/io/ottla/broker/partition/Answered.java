package io.ottla.broker.partition;

import io.ottla.broker.dispatch.Responder;
import io.ottla.storage.log.LogSlice;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireWriter;
import java.nio.ByteBuffer;

/** What became of a request. Every response is also written, as it would be on the wire, to see that it can be. */
public final class Answered<R extends ApiMessage> implements Responder<R> {
    private final int version;
    private R response;
    private boolean nothing;
    private String closed;
    private Throwable failure;
    private int answers;
    private int throttledMs;

    Answered(int version) {
        this.version = version;
    }

    @Override
    public void send(R given) {
        ByteBuffer bytes = ByteBuffer.allocate(given.size(version) - given.externalSize(version));
        WireWriter writer = new WireWriter(bytes);
        given.write(writer, version);
        if (bytes.hasRemaining()) {
            throw new IllegalStateException("the response did not fill its size");
        }
        writer.externals().forEach(external -> {
            if (!(external.records() instanceof LogSlice)) {
                throw new IllegalStateException("the network layer cannot send " + external.records());
            }
        });
        response = given;
        answers++;
    }

    @Override
    public void sendThrottled(R given, int throttleTimeMs) {
        throttledMs = throttleTimeMs;
        send(given);
    }

    @Override
    public void sendNothing() {
        nothing = true;
        answers++;
    }

    @Override
    public void sendNothingThrottled(int throttleTimeMs) {
        throttledMs = throttleTimeMs;
        sendNothing();
    }

    @Override
    public void closeConnection(String why) {
        closed = why;
        answers++;
    }

    @Override
    public void fail(Throwable cause) {
        failure = cause;
        answers++;
    }

    public boolean isAnswered() {
        return answers > 0;
    }

    /** The response, which must have come, once. */
    public R response() {
        if (failure != null) {
            throw new AssertionError("the handler failed", failure);
        }
        if (response == null || answers != 1) {
            throw new AssertionError("answered " + answers + " times, with " + response + ", closed: " + closed);
        }
        return response;
    }

    /** True when the request ended without an answer. */
    public boolean endedWithNothing() {
        return nothing && answers == 1;
    }

    /** For how long the connection is not read from after the answer. */
    public int throttledMs() {
        return throttledMs;
    }

    /** Why the connection was closed; null when it was not. */
    public String closedBecause() {
        return closed;
    }
}
