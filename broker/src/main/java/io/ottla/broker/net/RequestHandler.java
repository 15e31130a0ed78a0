package io.ottla.broker.net;

/** Takes the requests that the network layer has read. */
@FunctionalInterface
public interface RequestHandler {
    /** Sees to it that the request is answered, now or later. Called on the connection's I/O loop; must not block. */
    void handle(Exchange exchange);

    /** Requests that came in together follow, on this thread; {@link #endBurst} comes when all of them were handled. */
    default void beginBurst() {}

    /** What they ask may be done now, for all of them at once. */
    default void endBurst() {}
}
