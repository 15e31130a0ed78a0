package io.ottla.controller.image;

import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.record.metadata.ConfigRecord;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import io.ottla.wire.record.metadata.ProducerIdsRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An image as the records that make an equal one out of nothing, in the versions that its own {@code metadata.version}
 * asks for, and in the order that the reference writes them. The level of that feature comes first, since it says how
 * the rest is to be read.
 */
public final class ImageRecords {
    private final ClusterImage image;
    private final MetadataVersion version;
    private final Consumer<VersionedRecord> out;

    private ImageRecords(ClusterImage image, Consumer<VersionedRecord> out) {
        this.image = image;
        this.version = image.metadataVersion();
        this.out = out;
    }

    /** Hands the records of {@code image} to {@code out}, one after the other. */
    public static void write(ClusterImage image, Consumer<VersionedRecord> out) {
        ImageRecords records = new ImageRecords(image, out);
        records.features();
        records.nodes();
        records.topics();
        records.configs();
        records.quotas();
        records.producerIds();
        records.security();
    }

    public static List<VersionedRecord> of(ClusterImage image) {
        List<VersionedRecord> records = new ArrayList<>();
        write(image, records::add);
        return records;
    }

    private void features() {
        feature(MetadataVersion.FEATURE, version.level());
        image.features().levels().forEach((name, level) -> {
            if (!name.equals(MetadataVersion.FEATURE)) {
                feature(name, level);
            }
        });
    }

    private void feature(String name, short level) {
        out.accept(new VersionedRecord(new FeatureLevelRecord().name(name).featureLevel(level), 0));
    }

    private void nodes() {
        for (BrokerRegistration broker : image.nodes().allBrokers()) {
            out.accept(new VersionedRecord(broker.toRecord(version), version.registerBrokerRecordVersion()));
        }
        if (version.hasControllerRegistration()) {
            for (ControllerRegistration controller : image.nodes().controllers().values()) {
                out.accept(new VersionedRecord(controller.toRecord(), 0));
            }
        }
    }

    private void topics() {
        for (TopicImage topic : image.topics().all()) {
            out.accept(new VersionedRecord(new TopicRecord().name(topic.name()).topicId(topic.id()), 0));
            topic.partitions()
                    .forEach((id, partition) -> out.accept(new VersionedRecord(
                            partition.toRecord(topic.id(), id, version), version.partitionRecordVersion())));
        }
    }

    private void configs() {
        image.configs()
                .byResource()
                .forEach((resource, values) -> values.forEach((key, value) -> out.accept(new VersionedRecord(
                        new ConfigRecord()
                                .resourceType(resource.type().id())
                                .resourceName(resource.name())
                                .name(key)
                                .value(value),
                        0))));
    }

    private void quotas() {
        image.quotas()
                .byEntity()
                .forEach((entity, values) -> values.forEach((key, value) ->
                        out.accept(new VersionedRecord(ClientQuotasImage.toRecord(entity, key, value), 0))));
    }

    private void producerIds() {
        if (image.nextProducerId() > 0) {
            out.accept(new VersionedRecord(
                    new ProducerIdsRecord().brokerId(-1).brokerEpoch(-1).nextProducerId(image.nextProducerId()), 0));
        }
    }

    private void security() {
        SecurityImage security = image.security();
        security.acls().forEach((id, acl) -> out.accept(new VersionedRecord(acl.toRecord(id), 0)));
        if (version.hasScram()) {
            security.scram()
                    .forEach((user, credential) -> out.accept(new VersionedRecord(credential.toRecord(user), 0)));
        }
        if (version.hasDelegationTokens()) {
            security.tokens().forEach((id, token) -> out.accept(new VersionedRecord(token.toRecord(id), 0)));
        }
    }
}
