package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.batch.Compression;

/** Diaries in the place of groups, for tests of what goes through group coordinators. */
public final class DiaryTopic {
    private DiaryTopic() {}

    public static Coordinators<?, ?, ?> coordinators(SimulatedBroker broker) {
        return new Coordinators<>(new Diary.Kind(Compression.NONE), broker.service);
    }
}
