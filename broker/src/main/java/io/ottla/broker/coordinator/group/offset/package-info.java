/**
 * Committed offsets: committing, reading and deleting them, and letting them expire. Who may do so for a group is for the
 * group's own part to say; here is what then happens to the offsets.
 */
package io.ottla.broker.coordinator.group.offset;
