/**
 * What every coordinator is: a machine whose input is commands, and whose memory is one partition of an internal topic, in
 * Kafka's own record formats, on that partition's shard.
 *
 * <pre>
 *   command ──decide──► Decision: events ──append──► log ──committed──► reply
 *                                    └────apply────► state
 *   log ──replay──► events ──apply──► state          (loading is nothing else)
 * </pre>
 *
 * <p>A machine is pure: it reads no clock, opens nothing, and draws no chance of its own. Only {@code apply} changes its
 * state, live and on replay alike. The runtime around it gathers the records of a burst into one append, releases replies when
 * what they rest on is committed, keeps the timers, and answers for a machine that is still loading or no longer here.
 */
package io.ottla.broker.coordinator.runtime;
