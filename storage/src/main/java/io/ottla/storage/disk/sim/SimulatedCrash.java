package io.ottla.storage.disk.sim;

/**
 * The end of the process that uses a {@link SimulatedDisk}. An error and no {@code IOException}, since a program does not
 * get to handle its own death.
 */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(long operation) {
        super("the simulated machine died in disk operation " + operation);
    }
}
