package io.ottla.broker.api;

import io.ottla.broker.api.addoffsetstotxn.AddOffsetsToTxnHandler;
import io.ottla.broker.api.addpartitionstotxn.AddPartitionsToTxnHandler;
import io.ottla.broker.api.describetransactions.DescribeTransactionsHandler;
import io.ottla.broker.api.endtxn.EndTxnHandler;
import io.ottla.broker.api.initproducerid.InitProducerIdHandler;
import io.ottla.broker.api.listtransactions.ListTransactionsHandler;
import io.ottla.broker.coordinator.transaction.ProducerIdSource;
import io.ottla.broker.coordinator.transaction.TransactionCoordinators;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.controller.image.ClusterImage;
import java.util.List;
import java.util.function.Supplier;

/** The handlers of the APIs that transaction coordinators answer. */
public final class TransactionHandlers {
    private TransactionHandlers() {}

    public static List<ApiHandler<?, ?>> of(
            TransactionCoordinators transactions,
            ProducerIdSource producerIds,
            GroupRequests groups,
            Supplier<ClusterImage> images) {
        return List.of(
                new InitProducerIdHandler(producerIds, transactions),
                new AddPartitionsToTxnHandler(transactions, images),
                new AddOffsetsToTxnHandler(transactions, groups::partitionOf),
                new EndTxnHandler(transactions),
                new DescribeTransactionsHandler(transactions),
                new ListTransactionsHandler(transactions));
    }
}
