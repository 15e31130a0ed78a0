package io.ottla.broker.partition;

import io.ottla.storage.log.StorageFailure;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs what has to wait for a disk, away from the shards. */
@FunctionalInterface
public interface DiskWork {
    /**
     * Has {@code task} run soon, on some thread, and {@code done} told right after it, on the same thread, with the failure if
     * the disk refused.
     */
    void submit(Runnable task, Consumer<Optional<StorageFailure>> done);
}
