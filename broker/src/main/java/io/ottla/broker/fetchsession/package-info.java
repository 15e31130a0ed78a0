/**
 * Incremental fetch sessions (KIP-227). A client that fetches many partitions names them once; from then on it sends only
 * what changed, and is sent only partitions that have something new. The cache has a fixed number of slots, so a session
 * may be refused or evicted at any time; a client then falls back to naming everything, and a client that never asks for
 * a session is served all the same, for ever.
 *
 * <p>Pure: time and chance are passed in. A cache belongs to one thread. Several caches share a broker's slots, and each
 * draws its ids from a range of its own, so that an id tells which cache it is in.
 */
package io.ottla.broker.fetchsession;
