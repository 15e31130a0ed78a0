package io.ottla.controller.placement;

import java.util.Optional;

/** A broker that may get replicas. A fenced one gets them last, and never leads. */
public record UsableBroker(int id, Optional<String> rack, boolean fenced) {}
