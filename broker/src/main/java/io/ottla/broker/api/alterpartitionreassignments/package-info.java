/** AlterPartitionReassignments: gives partitions to other brokers. */
package io.ottla.broker.api.alterpartitionreassignments;
