/**
 * The group coordinator: consumer groups of both protocols and their committed offsets, remembered in
 * {@code __consumer_offsets}. {@code classic} is the protocol in which members agree among themselves (JoinGroup, SyncGroup),
 * {@code consumer} the one in which the coordinator assigns (KIP-848), {@code offset} what is committed. A group's id belongs to
 * one of these at a time and may change its type while it lives.
 */
package io.ottla.broker.coordinator.group;
