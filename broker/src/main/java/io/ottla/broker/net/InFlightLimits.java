package io.ottla.broker.net;

/**
 * What may be in flight, so that neither one client nor all of them together can fill the memory. Where a limit is reached,
 * connections are not read from until there is room; nothing is refused.
 *
 * @param connectionRequests requests of one connection whose responses have not left yet
 * @param connectionBytes bytes of requests and encoded responses of one connection
 * @param totalBytes bytes of requests of all connections
 */
public record InFlightLimits(int connectionRequests, long connectionBytes, long totalBytes) {
    /** Clients pipeline a handful; those that pipeline without bound are held here. */
    public static final int CONNECTION_REQUESTS_MAX = 128;

    /** Room for a few of the largest requests that clients send by default (1 MiB), several times over. */
    public static final long CONNECTION_BYTES_MAX = 64L << 20;

    /** The limits with {@code totalBytes} bytes of requests in all. */
    public static InFlightLimits of(long totalBytes) {
        return new InFlightLimits(CONNECTION_REQUESTS_MAX, CONNECTION_BYTES_MAX, totalBytes);
    }
}
