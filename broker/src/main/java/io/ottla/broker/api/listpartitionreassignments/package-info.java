/** ListPartitionReassignments: which partitions are on their way to other brokers. */
package io.ottla.broker.api.listpartitionreassignments;
