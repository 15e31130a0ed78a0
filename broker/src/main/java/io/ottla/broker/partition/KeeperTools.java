package io.ottla.broker.partition;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.io.Uuid;
import java.util.concurrent.Executor;

/** What the keeping of logs needs from outside: the disk, threads, time and chance. */
interface KeeperTools {
    Disk disk();

    ProducerSettings producerSettings();

    long nowMs();

    Uuid newId();

    /** The keeper's own thread: runs tasks one at a time, in order. */
    Executor worker();

    /** Runs the recoveries of several logs at a time. */
    Executor recovery();

    /** Runs a task on the keeper's thread after a while. Tasks that are not due at the end are dropped. */
    void later(long delayMs, Runnable task);
}
