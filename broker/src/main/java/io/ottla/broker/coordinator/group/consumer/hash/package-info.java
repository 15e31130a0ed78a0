/** The hash by which a group remembers what its topics were, equal to the reference's for the same topics. */
package io.ottla.broker.coordinator.group.consumer.hash;
