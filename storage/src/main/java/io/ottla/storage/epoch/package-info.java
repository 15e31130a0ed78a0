/**
 * Leader epochs of a partition's log: which leader's records begin where. Pure; the file they are kept in is written by
 * {@code io.ottla.storage.checkpoint}.
 */
package io.ottla.storage.epoch;
