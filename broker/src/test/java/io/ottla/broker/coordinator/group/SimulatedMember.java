package io.ottla.broker.coordinator.group;

import io.ottla.wire.io.ApiMessage;

/** A client that wants to be a member of a group, as a simulation plays it: one step at a time. */
interface SimulatedMember {
    /** Does what it would do next: a request, as a rule. */
    void step();

    /** Sends its last request once more, as a client does that has not had the answer in time. */
    void repeat();

    /** Is no more, and says nothing. Its place in the simulation is taken by a client that starts anew. */
    void crash();

    /** Leaves in good order; then starts anew, when it is its turn again. */
    void leave();

    /** Has a request's answer gone astray: the next one is dropped. */
    void loseNextAnswer();

    /** The last request, with its version; null when there was none. */
    record Sent(int version, ApiMessage request) {}
}
