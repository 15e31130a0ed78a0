package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import java.util.Collection;
import org.pcollections.TreePMap;

/** The brokers and controllers that have registered, each by node id. */
public record NodesImage(
        TreePMap<Integer, BrokerRegistration> brokers, TreePMap<Integer, ControllerRegistration> controllers) {
    public static final NodesImage EMPTY = new NodesImage(TreePMap.empty(), TreePMap.empty());

    /** The broker; null when none of this id is registered. */
    public BrokerRegistration broker(int id) {
        return brokers.get(id);
    }

    /** All brokers, sorted by id, fenced ones too. */
    public Collection<BrokerRegistration> allBrokers() {
        return brokers.values();
    }

    /** Whether the broker is there, not fenced, and not on its way down. */
    public boolean isActive(int id) {
        BrokerRegistration broker = brokers.get(id);
        return broker != null && broker.isActive();
    }

    /** Whether the broker is there and has {@code directory} online. */
    public boolean isOnline(int id, Uuid directory) {
        BrokerRegistration broker = brokers.get(id);
        return broker != null && broker.hasOnline(directory);
    }

    NodesImage with(BrokerRegistration broker) {
        return new NodesImage(brokers.plus(broker.id(), broker), controllers);
    }

    NodesImage without(BrokerRegistration broker) {
        return new NodesImage(brokers.minus(broker.id()), controllers);
    }

    NodesImage with(ControllerRegistration controller) {
        return new NodesImage(brokers, controllers.plus(controller.id(), controller));
    }
}
