package io.ottla.broker.api;

import io.ottla.broker.api.addoffsetstotxn.AddOffsetsToTxnHandler;
import io.ottla.broker.api.addpartitionstotxn.AddPartitionsToTxnHandler;
import io.ottla.broker.api.describetransactions.DescribeTransactionsHandler;
import io.ottla.broker.api.endtxn.EndTxnHandler;
import io.ottla.broker.api.initproducerid.InitProducerIdHandler;
import io.ottla.broker.api.listtransactions.ListTransactionsHandler;
import io.ottla.broker.config.Settings;
import io.ottla.broker.coordinator.transaction.MarkerWriter;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.EndTxnRequest;
import io.ottla.wire.message.EndTxnResponse;
import io.ottla.wire.message.InitProducerIdRequest;
import io.ottla.wire.message.InitProducerIdResponse;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A simulated broker that coordinates transactions, with a topic {@code accounts} of two partitions. What markers would be
 * written is remembered, and written at once unless {@link #holdMarkers}.
 */
public final class TransactionBroker implements MarkerWriter {
    public static final String ID = "transfer";

    public final SimulatedBroker broker = SimulatedBroker.start(2);
    public final MetricsRegistry metrics = new MetricsRegistry();
    public final List<String> markers = new ArrayList<>();
    public final TransactionCoordinators coordinators;
    public boolean holdMarkers;
    public final InitProducerIdHandler init;
    public final AddPartitionsToTxnHandler addPartitions;
    public final AddOffsetsToTxnHandler addOffsets;
    public final EndTxnHandler end;
    public final DescribeTransactionsHandler describe;
    public final ListTransactionsHandler list;
    private final List<Runnable> held = new ArrayList<>();
    private final AtomicLong nextProducerId = new AtomicLong(4_000);

    public TransactionBroker() {
        coordinators = new TransactionCoordinators(
                Settings.builder().build().transactions(),
                broker.service,
                this,
                answer -> answer.accept(OptionalLong.of(nextProducerId.getAndIncrement())),
                metrics);
        broker.follow(coordinators::clusterChanged);
        init = new InitProducerIdHandler(answer -> answer.accept(OptionalLong.of(1)), coordinators);
        addPartitions = new AddPartitionsToTxnHandler(
                coordinators, () -> broker.service.views().current().image());
        addOffsets = new AddOffsetsToTxnHandler(coordinators, group -> new TopicPartition("__consumer_offsets", 7));
        end = new EndTxnHandler(coordinators);
        describe = new DescribeTransactionsHandler(coordinators);
        list = new ListTransactionsHandler(coordinators);
        broker.apply(new FeatureLevelRecord().name("transaction.version").featureLevel((short) 2));
        broker.createTopic("accounts", 2);
        broker.createTopic("__transaction_state", 3);
        broker.createTopic("__consumer_offsets", 10);
        broker.settle();
    }

    @Override
    public void write(Marker marker, Collection<TopicPartition> partitions, Answer answer) {
        for (TopicPartition partition : partitions) {
            markers.add((marker.committed() ? "commit " : "abort ") + marker.producerId() + "/" + marker.producerEpoch()
                    + " on " + partition);
            held.add(() -> answer.written(partition, ErrorCode.NONE));
        }
        if (!holdMarkers) {
            writeHeldMarkers();
        }
    }

    public void writeHeldMarkers() {
        List.copyOf(held).forEach(Runnable::run);
        held.clear();
    }

    public InitProducerIdResponse init(int version) {
        return broker.call(
                init, version, new InitProducerIdRequest().transactionalId(ID).transactionTimeoutMs(60_000));
    }

    public EndTxnResponse end(int version, long producerId, int epoch, boolean commit) {
        return broker.call(
                end,
                version,
                new EndTxnRequest()
                        .transactionalId(ID)
                        .producerId(producerId)
                        .producerEpoch((short) epoch)
                        .committed(commit));
    }
}
