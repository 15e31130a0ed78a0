package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.CoordinatorKind;
import io.ottla.broker.coordinator.runtime.CoordinatorMachine;
import io.ottla.broker.coordinator.runtime.Effect;
import io.ottla.broker.coordinator.runtime.EffectOrigin;
import io.ottla.broker.coordinator.transaction.TransactionEffect.FetchProducerId;
import io.ottla.broker.coordinator.transaction.TransactionEffect.WriteMarkers;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.partition.ClusterView;
import io.ottla.controller.decide.FeaturePolicy;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Compression;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Transaction coordinators, as their runtime knows them. */
final class TransactionCoordinatorKind
        implements CoordinatorKind<TransactionCommand, TransactionEvent, TransactionAnswer> {
    static final String TOPIC = "__transaction_state";

    private final Memory memory;
    private final TransactionSettings settings;
    private final Surroundings surroundings;

    /**
     * The topic, as far as it matters here.
     *
     * @param partitions how many it is created with
     * @param commitTimeoutMs how long somebody waits for replicas
     */
    record Memory(int partitions, int commitTimeoutMs) {}

    /** What is outside. */
    record Surroundings(Supplier<ClusterView> cluster, MarkerWriter markers, ProducerIdSource producerIds) {}

    TransactionCoordinatorKind(Memory memory, TransactionSettings settings, Surroundings surroundings) {
        this.memory = memory;
        this.settings = settings;
        this.surroundings = surroundings;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public int partitionsByDefault() {
        return memory.partitions();
    }

    /** The reference has no other here. */
    @Override
    public Compression compression() {
        return Compression.NONE;
    }

    @Override
    public int commitTimeoutMs() {
        return memory.commitTimeoutMs();
    }

    @Override
    public CoordinatorMachine<TransactionCommand, TransactionEvent, TransactionAnswer> newMachine(int partition) {
        return new TransactionMachine(settings);
    }

    @Override
    public Optional<TransactionEvent> read(ByteBuffer key, ByteBuffer value) {
        return TransactionRecords.read(key, value);
    }

    @Override
    public TransactionCommand clusterChanged(ClusterImage image, Optional<ImageDelta> delta) {
        short finalised = image.features().level(FeaturePolicy.TRANSACTION_VERSION);
        return new TransactionCommand.VersionChanged(
                FeaturePolicy.CURRENT.effectiveLevel(FeaturePolicy.TRANSACTION_VERSION, finalised));
    }

    @Override
    public Optional<MetricName> counted(TransactionEvent event) {
        return TransactionCensus.counted(event);
    }

    @Override
    public void carryOut(Effect effect, EffectOrigin<TransactionCommand> origin) {
        switch ((TransactionEffect) effect) {
            case WriteMarkers write -> writeMarkers(write, origin);
            case FetchProducerId fetch ->
                surroundings
                        .producerIds()
                        .next(id -> id.ifPresent(fresh -> origin.tell(
                                new TransactionCommand.AbortWith(fetch.transactionalId(), fetch.producer(), fresh))));
        }
    }

    /** Of partitions that are gone nothing has to be ended. */
    private void writeMarkers(WriteMarkers write, EffectOrigin<TransactionCommand> origin) {
        MarkerWriter.Answer answer = (partition, error) -> origin.tell(
                new TransactionCommand.MarkerAnswered(write.transactionalId(), write.round(), partition, error));
        ClusterView cluster = surroundings.cluster().get();
        List<TopicPartition> there = new ArrayList<>();
        for (TopicPartition partition : write.partitions()) {
            if (cluster.has(partition.topic(), partition.partition())) {
                there.add(partition);
            } else {
                answer.written(partition, ErrorCode.NONE);
            }
        }
        if (!there.isEmpty()) {
            MarkerWriter.Marker marker = new MarkerWriter.Marker(
                    write.producer().id(),
                    write.producer().epoch(),
                    write.commit(),
                    origin.leaderEpoch(),
                    write.version());
            surroundings.markers().write(marker, there, answer);
        }
    }
}
