package io.ottla.applications.flink;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Passes records on without haste, and fails once: after a checkpoint, when more has gone through since. */
public final class FailsOnce implements MapFunction<String, String>, CheckpointListener {
    private static final long serialVersionUID = 1;

    /** Over all attempts of the job, which all run in this JVM. */
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private int checkpoints;
    private int sinceCheckpoint;

    /** Before each job. */
    static void arm() {
        FAILED.set(false);
    }

    static boolean hasFailed() {
        return FAILED.get();
    }

    @Override
    public String map(String value) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        sinceCheckpoint++;
        if (checkpoints > 0 && sinceCheckpoint > 10 && FAILED.compareAndSet(false, true)) {
            throw new IllegalStateException("fails once, on purpose");
        }
        return value;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        checkpoints++;
        sinceCheckpoint = 0;
    }
}
