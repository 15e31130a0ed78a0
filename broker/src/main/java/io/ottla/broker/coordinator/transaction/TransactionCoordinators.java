package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.config.TransactionCoordinatorSettings;
import io.ottla.broker.coordinator.runtime.CoordinatorMetrics;
import io.ottla.broker.coordinator.runtime.CoordinatorReply;
import io.ottla.broker.coordinator.runtime.Coordinators;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.metrics.Metrics;
import io.ottla.broker.partition.PartitionService;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** All transaction coordinators of this broker, for whoever wants something of one. May be called from any thread. */
public final class TransactionCoordinators implements OngoingTransactions {
    private final Coordinators<TransactionCommand, TransactionEvent, TransactionAnswer> coordinators;
    private final ProducerIdSource producerIds;
    private final AtomicLong waiters = new AtomicLong();

    /** To be made before the service is given its first image. */
    public TransactionCoordinators(
            TransactionCoordinatorSettings settings,
            PartitionService partitions,
            MarkerWriter markers,
            ProducerIdSource producerIds,
            Metrics metrics) {
        this.producerIds = producerIds;
        this.coordinators = new Coordinators<>(
                new TransactionCoordinatorKind(
                        new TransactionCoordinatorKind.Memory(settings.topicPartitions(), settings.commitTimeoutMs()),
                        settings.transactions(),
                        new TransactionCoordinatorKind.Surroundings(partitions.views()::current, markers, producerIds)),
                partitions,
                new CoordinatorMetrics(metrics, "transaction_coordinator"));
    }

    /** The cluster has changed; called by one thread, for each change in turn. */
    public void clusterChanged(ClusterImage image, ImageDelta delta) {
        coordinators.clusterChanged(image, delta);
    }

    /** Lets all coordinators go. Completes when that is done. */
    public CompletableFuture<Void> stop() {
        return coordinators.stop();
    }

    /** Asks about one transactional id. A fresh producer id is fetched where one is needed. */
    public void ask(TransactionCommand.Request request, CoordinatorReply<TransactionAnswer> reply) {
        coordinators.send(request.transactionalId(), request, new CoordinatorReply<>() {
            @Override
            public void reply(TransactionAnswer answer) {
                switch (answer) {
                    case TransactionAnswer.ProducerIdNeeded needed ->
                        producerIds.next(fresh -> repeat((TransactionCommand.NeedingProducerId) request, fresh, reply));
                    case TransactionAnswer.WaitedLongEnough waited -> ask(request, reply);
                    case TransactionAnswer.WaitedTooLong waited -> reply.reject(ErrorCode.CONCURRENT_TRANSACTIONS);
                    case TransactionAnswer.Initialised done -> reply.reply(done);
                    case TransactionAnswer.PartitionsAdded done -> reply.reply(done);
                    case TransactionAnswer.Verified done -> reply.reply(done);
                    case TransactionAnswer.Ended done -> reply.reply(done);
                    case TransactionAnswer.Described done -> reply.reply(done);
                    case TransactionAnswer.Listed done -> reply.reply(done);
                }
            }

            @Override
            public void reject(ErrorCode error) {
                reply.reject(told(error));
            }
        });
    }

    /** With a fresh producer id no machine says again that it needs one. */
    private void repeat(
            TransactionCommand.NeedingProducerId request,
            OptionalLong fresh,
            CoordinatorReply<TransactionAnswer> reply) {
        if (fresh.isPresent()) {
            ask(request.with(fresh.getAsLong()), reply);
        } else {
            // The error that makes producers come again: there is no better one for a controller out of reach.
            reply.reject(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
        }
    }

    /** That a decision's records are too large for the topic is nothing that a client could put right. */
    private static ErrorCode told(ErrorCode error) {
        return error == ErrorCode.MESSAGE_TOO_LARGE ? ErrorCode.UNKNOWN_SERVER_ERROR : error;
    }

    /** Asks about several ids what takes no producer id; the outcomes come in the order of the requests. */
    public void askAll(
            List<? extends TransactionCommand.Request> requests,
            Consumer<List<Outcome<TransactionAnswer>>> whenAll,
            Consumer<Throwable> onFailure) {
        List<Coordinators.Question<TransactionCommand>> questions = requests.stream()
                .map(request -> new Coordinators.Question<TransactionCommand>(
                        coordinators.partitionOf(request.transactionalId()), request))
                .toList();
        coordinators.sendAll(questions, whenAll, onFailure);
    }

    /** Lists the ids of all coordinators here. */
    public void list(
            TransactionFilter filter,
            Consumer<List<Outcome<TransactionAnswer>>> whenAll,
            Consumer<Throwable> onFailure) {
        List<Coordinators.Question<TransactionCommand>> questions = coordinators.ledPartitions().stream()
                .map(partition -> new Coordinators.Question<TransactionCommand>(
                        partition, new TransactionCommand.ListAll(filter)))
                .toList();
        coordinators.sendAll(questions, whenAll, onFailure);
    }

    @Override
    public void verify(
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer) {
        ask(
                new TransactionCommand.VerifyPartitions(producer, new TreeSet<>(partitions)),
                new PartitionCodes(partitions, answer));
    }

    @Override
    public void add(
            TransactionalProducer producer,
            Collection<TopicPartition> partitions,
            Consumer<Map<TopicPartition, ErrorCode>> answer) {
        ask(
                new TransactionCommand.AddPartitions(
                        producer,
                        new TreeSet<>(partitions),
                        TransactionVersion.EPOCH_PER_TRANSACTION,
                        Optional.of(Long.toString(waiters.incrementAndGet()))),
                new PartitionCodes(partitions, answer));
    }

    /** Says of each partition what became of a question about all of them. */
    private record PartitionCodes(
            Collection<TopicPartition> partitions, Consumer<Map<TopicPartition, ErrorCode>> answer)
            implements CoordinatorReply<TransactionAnswer> {
        @Override
        public void reply(TransactionAnswer response) {
            if (response instanceof TransactionAnswer.Verified verified) {
                answer.accept(verified.codes());
            } else {
                reject(ErrorCode.NONE);
            }
        }

        @Override
        public void reject(ErrorCode error) {
            Map<TopicPartition, ErrorCode> codes = new TreeMap<>();
            partitions.forEach(partition -> codes.put(partition, error));
            answer.accept(codes);
        }
    }
}
