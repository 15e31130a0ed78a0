/**
 * Consumer groups: how long a large group takes to settle, and what a heartbeat and a commit cost the broker.
 *
 * <p>Members are sockets that speak the wire protocol: {@link io.ottla.bench.groups.ClassicMember} and {@link
 * io.ottla.bench.groups.ConsumerMember} are what a stock consumer's coordinator does and nothing else, so that a hundred of
 * them fit beside the broker. Heartbeats and commits are fixed requests that {@link io.ottla.bench.load.Worker} sends at a
 * rate.
 */
package io.ottla.bench.groups;
