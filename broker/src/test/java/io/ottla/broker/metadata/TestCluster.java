package io.ottla.broker.metadata;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageBuilder;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import io.ottla.wire.record.metadata.PartitionRecord;
import io.ottla.wire.record.metadata.RegisterBrokerRecord;
import io.ottla.wire.record.metadata.RegisterBrokerRecord.BrokerEndpoint;
import io.ottla.wire.record.metadata.TopicRecord;
import java.util.Collections;
import java.util.List;

/** Cluster images for tests, put together from metadata records. */
public final class TestCluster {
    public static final String CLUSTER_ID = "Zb3vPM1nQ5mKp1aXx2fWlw";
    public static final Uuid DIRECTORY = new Uuid(7, 7);

    private final ImageBuilder builder = new ImageBuilder(ClusterImage.empty(CLUSTER_ID));
    private int topics;

    public TestCluster() {
        builder.apply(new FeatureLevelRecord().name(MetadataVersion.FEATURE).featureLevel(MetadataVersion.HIGHEST));
    }

    /** A broker at {@code host<id>:9092} on each of the listeners. */
    public TestCluster broker(int id, boolean fenced, String... listeners) {
        List<BrokerEndpoint> endpoints = java.util.Arrays.stream(listeners)
                .map(listener ->
                        new BrokerEndpoint().name(listener).host("host" + id).port(9092))
                .toList();
        return apply(new RegisterBrokerRecord()
                .brokerId(id)
                .brokerEpoch(id)
                .incarnationId(new Uuid(1, id))
                .endPoints(endpoints)
                .rack(id % 2 == 0 ? "even" : null)
                .fenced(fenced)
                .logDirs(List.of(DIRECTORY)));
    }

    public TestCluster topic(String name, int partitions, List<Integer> replicas) {
        Uuid id = idOf(++topics);
        apply(new TopicRecord().name(name).topicId(id));
        for (int partition = 0; partition < partitions; partition++) {
            apply(new PartitionRecord()
                    .topicId(id)
                    .partitionId(partition)
                    .replicas(replicas)
                    .isr(replicas)
                    .leader(replicas.getFirst())
                    .leaderEpoch(3)
                    .directories(Collections.nCopies(replicas.size(), DIRECTORY)));
        }
        return this;
    }

    public TestCluster apply(ApiMessage record) {
        builder.apply(record);
        return this;
    }

    public ClusterImage image() {
        return builder.image();
    }

    /** The id of the topic that was made as the {@code number}th, counted from 1. */
    public static Uuid idOf(int number) {
        return new Uuid(0x70, number);
    }
}
