package io.ottla.broker.partition;

import io.ottla.broker.replica.InSyncReplicas;
import io.ottla.controller.image.PartitionRegistration;

/**
 * Who leads a partition, as the controller has it.
 *
 * @param leads whether this broker does
 * @param epoch the leader epoch: one higher with each new leader
 * @param replicas how many replicas there are
 */
public record Leadership(boolean leads, int epoch, InSyncReplicas inSync, int replicas) {
    public static Leadership of(PartitionRegistration registration, int nodeId) {
        return new Leadership(
                registration.leader() == nodeId,
                registration.leaderEpoch(),
                InSyncReplicas.of(registration.isr().toList()),
                registration.replicas().size());
    }
}
