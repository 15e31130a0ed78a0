package io.ottla.compat.process;

import java.nio.file.Path;

/**
 * One broker in a process of its own. It may be started, stopped and started again on the same folder and the same
 * port; {@link #close} ends the process if there is one, and leaves the folder alone.
 */
public interface Target extends AutoCloseable {
    TargetKind kind();

    TargetSettings settings();

    /** Starts the broker, formatting an empty folder first where that is a step of its own, and waits until it serves. */
    void start();

    /** Starts the broker like {@link #start}, and does not wait. */
    void launch();

    /** Asks the process to end (SIGTERM), waits for it, and returns its exit code. */
    int stop();

    /** Ends the process at once (SIGKILL), and waits until it is gone. */
    void kill();

    boolean isRunning();

    long pid();

    /** What the process wrote, over all its starts. */
    Path logFile();

    default String bootstrap() {
        return settings().host() + ":" + settings().port();
    }

    default Path dataFolder() {
        return settings().dataFolder();
    }

    @Override
    void close();
}
