/**
 * Connections: accepting them, cutting their bytes into frames, and sending the answers back in the order of the requests.
 * Knows of Kafka's protocol only that a frame begins with its length in four bytes.
 *
 * <p>Each connection belongs to one I/O loop, and only that loop touches its state. What comes from other threads, which is
 * answers, is handed over to the loop.
 *
 * <p>A connection goes on reading while earlier requests are in flight. What bounds it is named in
 * {@code InFlightLimits}; when a limit is reached the connection is not read from until there is room
 * again, and the client feels it as a full socket.
 */
package io.ottla.broker.net;
