package io.ottla.broker.coordinator.runtime;

/**
 * Something that is to be done outside of a machine once the decision is committed that asks for it: a value, which the
 * machine's kind carries out. It is done at most once, and not at all when the coordinator is dropped before: a machine that
 * depends on it has a timer to ask again, and asks anew when it is loaded.
 */
public interface Effect {}
