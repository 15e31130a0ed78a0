package io.ottla.broker.api;

import io.ottla.broker.api.alterreplicalogdirs.AlterReplicaLogDirsHandler;
import io.ottla.broker.api.deleterecords.DeleteRecordsHandler;
import io.ottla.broker.api.describelogdirs.DescribeLogDirsHandler;
import io.ottla.broker.api.describeproducers.DescribeProducersHandler;
import io.ottla.broker.api.fetch.FetchHandler;
import io.ottla.broker.api.listoffsets.ListOffsetsHandler;
import io.ottla.broker.api.offsetforleaderepoch.OffsetForLeaderEpochHandler;
import io.ottla.broker.api.produce.ProduceHandler;
import io.ottla.broker.api.writetxnmarkers.WriteTxnMarkersHandler;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.partition.ClusterViews;
import io.ottla.broker.partition.PartitionService;
import io.ottla.broker.partition.Partitions;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.transaction.TransactionParts;
import java.util.List;
import java.util.random.RandomGenerator;

/** The handlers of the APIs that write and read partitions. */
public final class DataHandlers {
    private DataHandlers() {}

    /**
     * What they go by.
     *
     * @param fetchMaxBytes {@code fetch.max.bytes}
     * @param fetchSessionSlots {@code max.incremental.fetch.session.cache.slots}
     * @param random draws the ids of fetch sessions; safe from several threads
     */
    public record Terms(ClientQuotas quotas, int fetchMaxBytes, int fetchSessionSlots, RandomGenerator random) {}

    public static List<ApiHandler<?, ?>> of(PartitionService service, Terms terms, TransactionParts transactions) {
        Partitions partitions = service.partitions();
        ClusterViews views = service.views();
        return List.of(
                new ProduceHandler(partitions, views, transactions.guarded().guards(), terms.quotas()),
                new FetchHandler(
                        partitions,
                        views,
                        terms.quotas(),
                        terms.fetchMaxBytes(),
                        terms.fetchSessionSlots(),
                        terms.random()),
                new ListOffsetsHandler(partitions),
                new OffsetForLeaderEpochHandler(partitions),
                new DeleteRecordsHandler(partitions),
                new DescribeLogDirsHandler(service.reports()),
                new AlterReplicaLogDirsHandler(service.moves()),
                new DescribeProducersHandler(partitions),
                new WriteTxnMarkersHandler(transactions.markers()));
    }
}
