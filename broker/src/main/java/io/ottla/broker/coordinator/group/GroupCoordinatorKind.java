package io.ottla.broker.coordinator.group;

import io.ottla.broker.config.GroupCoordinatorSettings;
import io.ottla.broker.coordinator.group.classic.GroupConversion;
import io.ottla.broker.coordinator.group.classic.MemberIds;
import io.ottla.broker.coordinator.group.consumer.ConsumerGroupContext;
import io.ottla.broker.coordinator.group.consumer.ConsumerGroupPart;
import io.ottla.broker.coordinator.group.offset.OffsetSettings;
import io.ottla.broker.coordinator.runtime.CoordinatorKind;
import io.ottla.broker.coordinator.runtime.CoordinatorMachine;
import io.ottla.broker.metrics.MetricName;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Group coordinators, as their runtime knows them. */
public final class GroupCoordinatorKind implements CoordinatorKind<GroupCommand, GroupEvent, ApiMessage> {
    public static final String TOPIC = "__consumer_offsets";

    private final GroupCoordinatorSettings settings;
    private final OffsetSettings offsets;
    private final Function<ClusterImage, BrokerConfigs> configs;
    private final RandomGenerator random;

    /**
     * @param configs this broker's configurations, by what the image has of them
     * @param random draws the ids of members; safe from several threads
     */
    public GroupCoordinatorKind(
            GroupCoordinatorSettings settings, Function<ClusterImage, BrokerConfigs> configs, RandomGenerator random) {
        this.settings = settings;
        this.configs = configs;
        this.random = random;
        this.offsets = new OffsetSettings(
                settings.offsetMetadataLengthMax(),
                settings.offsetsRetentionMs(),
                settings.offsetsRetentionCheckIntervalMs());
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public int partitionsByDefault() {
        return settings.topicPartitions();
    }

    @Override
    public Compression compression() {
        return Compression.forId(settings.topicCompressionCodec()).orElse(Compression.NONE);
    }

    @Override
    public int commitTimeoutMs() {
        return settings.commitTimeoutMs();
    }

    @Override
    public CoordinatorMachine<GroupCommand, GroupEvent, ApiMessage> newMachine(int partition) {
        ClassicPart classic = new ClassicPart(settings.classic(), new MemberIds(this::newId));
        ConsumerGroupPart consumer = ConsumerGroupPart.of(
                configs.apply(ClusterImage.empty("")),
                classic.groups(),
                new GroupConversion(settings.classic()),
                new ConsumerGroupContext(() -> newUuid().toString(), (caller, topic) -> true));
        return new GroupMachine(classic, consumer, offsets);
    }

    /** As the reference's clients make theirs. */
    private Uuid newUuid() {
        UUID id = newId();
        return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** A UUID of the random kind. */
    private UUID newId() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low);
    }

    @Override
    public Optional<GroupEvent> read(ByteBuffer key, ByteBuffer value) {
        return GroupRecords.read(key, value);
    }

    @Override
    public Optional<MetricName> counted(GroupEvent event) {
        return GroupCensus.counted(event);
    }

    @Override
    public GroupCommand clusterChanged(ClusterImage image, Optional<ImageDelta> delta) {
        return new GroupCommand.ClusterChanged(image, delta, configs.apply(image));
    }
}
