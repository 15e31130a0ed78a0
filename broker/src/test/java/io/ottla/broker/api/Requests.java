package io.ottla.broker.api;

import io.ottla.broker.api.fetch.FetchHandler;
import io.ottla.broker.api.produce.ProduceHandler;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.quota.QuotaWindow;
import io.ottla.broker.transaction.GuardSettings;
import io.ottla.broker.transaction.ScriptedTransactions;
import io.ottla.broker.transaction.TransactionGuards;
import io.ottla.wire.io.Records;
import io.ottla.wire.message.FetchRequest;
import io.ottla.wire.message.FetchResponse;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import io.ottla.wire.message.ProduceResponse.PartitionProduceResponse;
import io.ottla.wire.record.metadata.ClientQuotaRecord;
import java.util.List;
import java.util.Random;

/** Produces to and fetches from a simulated broker, by topic name. */
public final class Requests {
    /** The last version by topic name. */
    public static final int PRODUCE = 12;
    /** The last version by topic name. */
    public static final int FETCH = 12;

    public final SimulatedBroker broker;
    public final ScriptedTransactions transactions;
    public final TransactionGuards guards;
    public final ClientQuotas quotas;
    public final ProduceHandler produce;
    public final FetchHandler fetch;

    public Requests(SimulatedBroker broker) {
        this.broker = broker;
        this.transactions = new ScriptedTransactions();
        this.guards = new TransactionGuards(
                broker.service.partitions(), transactions, GuardSettings.DEFAULTS, new MetricsRegistry());
        this.quotas = new ClientQuotas(broker.shards.all(), new QuotaWindow(11, 1_000));
        broker.follow((image, delta) -> quotas.onImage(image, image, delta));
        this.produce = new ProduceHandler(broker.service.partitions(), broker.service.views(), guards, quotas);
        this.fetch = new FetchHandler(
                broker.service.partitions(), broker.service.views(), quotas, 55 * 1024 * 1024, 100, new Random(5));
    }

    /** From now on the simulated broker's clients have this limit. */
    public void setQuota(String key, double limit) {
        quota(new ClientQuotaRecord().key(key).value(limit));
    }

    public void removeQuota(String key) {
        quota(new ClientQuotaRecord().key(key).remove(true));
    }

    private void quota(ClientQuotaRecord record) {
        broker.apply(record.entity(List.of(
                new ClientQuotaRecord.EntityData().entityType("client-id").entityName(null))));
        broker.publishWithoutSettling();
        broker.settle();
    }

    public static ProduceRequest produceRequest(int acks, String topic, int partition, Records records) {
        return new ProduceRequest()
                .acks((short) acks)
                .timeoutMs(30_000)
                .topicData(List.of(new ProduceRequest.TopicProduceData()
                        .name(topic)
                        .partitionData(List.of(new ProduceRequest.PartitionProduceData()
                                .index(partition)
                                .records(records)))));
    }

    /** Produces with acks=all and returns the answer for the one partition. */
    public PartitionProduceResponse append(String topic, int partition, Records records) {
        return append(PRODUCE, topic, partition, records);
    }

    public PartitionProduceResponse append(int version, String topic, int partition, Records records) {
        ProduceResponse response = broker.call(produce, version, produceRequest(-1, topic, partition, records));
        return response.responses().getFirst().partitionResponses().getFirst();
    }

    /** Appends one batch for each value. */
    public void appendAll(String topic, int partition, String... values) {
        for (String value : values) {
            append(topic, partition, io.ottla.broker.api.Records.batch(broker.nowMs(), value));
        }
    }

    public static FetchRequest.FetchPartition at(int partition, long offset) {
        return new FetchRequest.FetchPartition()
                .partition(partition)
                .fetchOffset(offset)
                .partitionMaxBytes(1 << 20);
    }

    /** A sessionless fetch that does not wait. */
    public static FetchRequest fetchRequest(String topic, FetchRequest.FetchPartition... partitions) {
        return new FetchRequest()
                .maxWaitMs(0)
                .minBytes(1)
                .maxBytes(50 * 1024 * 1024)
                .topics(List.of(new FetchRequest.FetchTopic().topic(topic).partitions(List.of(partitions))));
    }

    public FetchResponse.PartitionData read(String topic, int partition, long offset) {
        return only(broker.call(fetch, FETCH, fetchRequest(topic, at(partition, offset))));
    }

    public static FetchResponse.PartitionData only(FetchResponse response) {
        return response.responses().getFirst().partitions().getFirst();
    }

    public Answered<FetchResponse> sendFetch(FetchRequest request) {
        return broker.send(fetch, FETCH, request);
    }
}
