package io.ottla.broker.coordinator.runtime;

/**
 * The coordinator that an effect is carried out for.
 *
 * @param <C> what it is asked
 */
public interface EffectOrigin<C> {
    /** The leader epoch of the coordinator's partition. To be asked while the effect is carried out, and not later. */
    int leaderEpoch();

    /**
     * Tells the machine what came of the effect; from any thread. Whoever takes over after the machine is dropped is not told,
     * since it has asked anew.
     */
    void tell(C command);
}
