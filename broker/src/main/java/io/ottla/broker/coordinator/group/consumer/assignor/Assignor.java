package io.ottla.broker.coordinator.group.consumer.assignor;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import java.util.Map;

/** Gives every partition of the topics that members want to one member that wants its topic. */
public sealed interface Assignor permits UniformAssignor, RangeAssignor {

    /** As clients and configurations call it. */
    String name();

    /** By member id; has every member. */
    Map<String, PartitionSet> assign(AssignmentProblem problem);

    /** The assignor of a name; null if there is none. */
    static Assignor named(String name) {
        return switch (name) {
            case UniformAssignor.NAME -> new UniformAssignor();
            case RangeAssignor.NAME -> new RangeAssignor();
            default -> null;
        };
    }
}
