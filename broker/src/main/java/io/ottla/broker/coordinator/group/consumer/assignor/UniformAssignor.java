package io.ottla.broker.coordinator.group.consumer.assignor;

import io.ottla.broker.coordinator.group.consumer.PartitionSet;
import java.util.Map;

/**
 * Gives members as many partitions each, as far as what they want allows, and moves as few as it can: balance goes before
 * stickiness, and stickiness before everything else.
 */
public final class UniformAssignor implements Assignor {
    public static final String NAME = "uniform";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, PartitionSet> assign(AssignmentProblem problem) {
        if (problem.members().isEmpty()) {
            return Map.of();
        }
        return problem.isHomogeneous() ? new EvenShares(problem).assign() : new BalancedShares(problem).assign();
    }
}
