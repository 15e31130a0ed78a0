package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.placement.UsableBroker;
import java.util.ArrayList;
import java.util.List;

/** The brokers that new replicas can be put on. */
final class UsableBrokers {
    private UsableBrokers() {}

    static List<UsableBroker> of(DecisionInput input) {
        List<UsableBroker> usable = new ArrayList<>();
        for (BrokerRegistration broker : input.image().nodes().allBrokers()) {
            boolean shuttingDown = input.sessions().shutdownOffset(broker.id()).isPresent();
            if (!shuttingDown && broker.hasUncordonedDirectory()) {
                usable.add(new UsableBroker(broker.id(), broker.rack(), broker.fenced()));
            }
        }
        return usable;
    }
}
