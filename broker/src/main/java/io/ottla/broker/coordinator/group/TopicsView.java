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

    /**
     * @param racks for each partition the racks of the brokers it is on, in the order of its replicas, those of brokers
     *     without a rack left out; its size is the number of partitions
     */
    record Topic(Uuid id, String name, List<List<String>> racks) {
        public int partitionCount() {
            return racks.size();
        }
    }
}
