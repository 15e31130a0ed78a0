package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.metrics.MetricName;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.wire.batch.Compression;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the runtime has to know of a kind of coordinators.
 *
 * @param <C> what they are asked
 * @param <E> what happens to them
 * @param <R> what they answer
 */
public interface CoordinatorKind<C, E extends CoordinatorEvent, R> {
    /** The internal topic that is their memory. */
    String topic();

    /** How many partitions the topic is created with, and has as long as it is not there. */
    int partitionsByDefault();

    /** How their records are packed. */
    Compression compression();

    /** How long somebody waits for replicas before he is told that the coordinator cannot be reached. */
    int commitTimeoutMs();

    /** A machine without a past, for one partition of the topic. */
    CoordinatorMachine<C, E, R> newMachine(int partition);

    /**
     * The event of a record of the log; empty when its type is not known, and nobody here can make anything of it.
     *
     * @param value null for a tombstone
     */
    Optional<E> read(ByteBuffer key, ByteBuffer value);

    /**
     * The command that tells a machine of the cluster.
     *
     * @param delta what differs from what it was told before; empty when it was told nothing
     */
    C clusterChanged(ClusterImage image, Optional<ImageDelta> delta);

    /** The metric, without its prefix, that counts such events; empty for those that nobody counts. */
    default Optional<MetricName> counted(E event) {
        return Optional.empty();
    }

    /**
     * Does what a machine has asked for, on the coordinator's shard. Each kind knows what its machines ask for; most ask for
     * nothing.
     */
    default void carryOut(Effect effect, EffectOrigin<C> origin) {
        throw new IllegalArgumentException("no machine of " + topic() + " asks for " + effect);
    }
}
