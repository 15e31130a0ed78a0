package io.ottla.broker.dispatch;

import io.ottla.broker.net.ConnectionInfo;

/**
 * All that is known of a request besides its body. Immutable; may travel with the request to other threads.
 *
 * @param connection where it came from and by which listener
 * @param principal who it came from
 * @param apiVersion the version of the request, and so of its response
 * @param correlationId the client's number for the request
 * @param clientId the client's name for itself; empty when it gave none
 * @param requestBytes how large it was, without the frame's size
 * @param receivedAtMs when its last byte was read, in milliseconds since the epoch
 */
public record RequestContext(
        ConnectionInfo connection,
        Principal principal,
        short apiVersion,
        int correlationId,
        String clientId,
        int requestBytes,
        long receivedAtMs) {}
