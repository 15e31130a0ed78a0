/**
 * Who of a group is to get which partitions. Assignors are pure: the same members, topics and former assignment always make the
 * same assignment. None of them looks at racks, as none of the reference's does since 4.0.
 */
package io.ottla.broker.coordinator.group.consumer.assignor;
