package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;

/** Fences a broker that was not heard of for the time of a session. The reply says whether it had to be. */
public record FenceStaleBroker(int brokerId, long brokerEpoch) implements Command<Boolean> {

    @Override
    public Decision<Boolean> decide(DecisionInput input) {
        BrokerRegistration broker = input.image().nodes().broker(brokerId);
        boolean isThatOne = broker != null && broker.epoch() == brokerEpoch;
        if (!isThatOne || broker.fenced() || input.sessions().isValid(brokerId, brokerEpoch, input.nowMs())) {
            return Decision.reply(false);
        }
        return Decision.of(Fencing.fence(broker, input), true, new SessionChange.Fenced(brokerId));
    }
}
