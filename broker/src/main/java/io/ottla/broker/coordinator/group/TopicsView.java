package io.ottla.broker.coordinator.group;

import io.ottla.wire.io.Uuid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The cluster's topics as groups look at them. Immutable: a new one is handed over when the cluster changes. */
public interface TopicsView {

    /** Sees nothing: what a coordinator has until it is told of the cluster. */
    TopicsView NOTHING = new TopicsView() {
        @Override
        public Optional<Topic> byName(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Topic> byId(Uuid id) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }

        @Override
        public long version() {
            return -1;
        }
    };

    Optional<Topic> byName(String name);

    Optional<Topic> byId(Uuid id);

    /** Of all topics. */
    Collection<String> names();

    /** The offset, in the metadata log, of the last record this knows of. */
    long version();

    /** A topic, with the racks its partitions are in. */
    interface Topic {
        Uuid id();

        String name();

        int partitionCount();

        /** The racks of the brokers a partition is on, in the order of its replicas; brokers without a rack are left out. */
        List<String> racks(int partition);
    }
}
