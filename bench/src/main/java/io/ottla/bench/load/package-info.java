/**
 * A load generator that speaks the wire protocol and is not the bottleneck. Requests are encoded once, lie in a ring of
 * copies off the heap, and only what differs from one to the next is patched in place; one thread serves all connections.
 *
 * <pre>
 *   LoadOptions ──> Preparation (topic, versions) ──> LoadRun ──> LoadReport
 *                                                       │ measures: Tally (what was answered), ProcessUsage (what it cost)
 *                        Pacer ─ sends when it is time ─┤
 *                        LoadLoop ─ reads, and sends ───┴─> Lane (one connection) ─> RequestRing
 *                                                                                 └> Conversation: Producing, Fetching
 * </pre>
 *
 * <p>Without a rate, each connection keeps as many requests in flight as it may. With a rate, each request has a time at
 * which it is meant to be sent, and its latency counts from then, also when it had to wait behind slower ones: so that a
 * broker which stops for a second is charged for all the requests that would have come in that second.
 */
package io.ottla.bench.load;
