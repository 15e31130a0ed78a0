/**
 * The arithmetic of replication: how far all replicas that count have come, and which replicas count. Pure, without a
 * clock or a log: offsets and times in, offsets and decisions out. With one replica everything that is written is
 * replicated, which these rules give without a special case.
 */
package io.ottla.broker.replica;
