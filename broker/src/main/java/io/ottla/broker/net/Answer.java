package io.ottla.broker.net;

/** How a request ends. */
public sealed interface Answer {
    /** With a response; the connection is not read from for {@code throttleTimeMs} after it. */
    record Send(ResponseBody body, int throttleTimeMs) implements Answer {}

    /** With nothing, where the protocol wants no response; the connection is not read from for {@code throttleTimeMs}. */
    record Nothing(int throttleTimeMs) implements Answer {}

    /** With the end of the connection. {@code why} goes into the log line. */
    record Close(String why) implements Answer {}
}
