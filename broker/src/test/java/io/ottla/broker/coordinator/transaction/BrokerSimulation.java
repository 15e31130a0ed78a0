package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.api.produce.ProduceHandler;
import io.ottla.broker.config.Settings;
import io.ottla.broker.coordinator.runtime.CoordinatorReply;
import io.ottla.broker.coordinator.runtime.DiaryTopic;
import io.ottla.broker.coordinator.transaction.SimulatedPartition.Batch;
import io.ottla.broker.coordinator.transaction.SimulatedPartition.Written;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.partition.Answered;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.quota.QuotaWindow;
import io.ottla.broker.transaction.GuardSettings;
import io.ottla.broker.transaction.Markers;
import io.ottla.broker.transaction.TransactionGuards;
import io.ottla.broker.transaction.Transactions;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The clients of {@link TransactionSimulation} on a whole broker in virtual time: produce handler, guards, markers, coordinators
 * and logs as they are. Late, lost or doubled is what goes between clients and broker, and markers; late, and in any order, what
 * guards and coordinators tell each other. The leadership of any partition ends and begins anew at any time.
 */
final class BrokerSimulation implements SimulatedProducer.Surroundings {
    private static final List<String> IDS = List.of("one", "two");
    private static final String COORDINATORS = "__transaction_state";
    private static final int COORDINATOR_COUNT = 2;
    private static final int OUTPUTS = 2;
    private static final int STEPS_BETWEEN_CHECKS = 10;
    private static final int OTHER_NODE = 2;

    private final Random random;
    private final short clientVersion;
    private final SimulatedNetwork network;
    private final SimulatedBroker broker = SimulatedBroker.start(2);
    private final Map<String, Uuid> topicIds = new HashMap<>();
    private final Markers markers;
    private final TransactionCoordinators coordinators;
    private final ProduceHandler produce;
    private final TransactionHistory history = new TransactionHistory();
    private final List<LoggedPartition> outputs = new ArrayList<>();
    private final List<LoggedPartition> offsets = new ArrayList<>();
    private final List<LoggedPartition> all = new ArrayList<>();
    private final List<SimulatedProducer> producers = new ArrayList<>();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private final Map<Anomaly, Integer> met = new EnumMap<>(Anomaly.class);
    private boolean faulty = true;
    private long nextProducerId = 4_000;
    private int steps;

    private record Unanswered(Answered<ProduceResponse> response, Consumer<ErrorCode> to) {}

    BrokerSimulation(long seed, int clusterVersion, int clientVersion) {
        this.random = new Random(seed);
        this.clientVersion = (short) clientVersion;
        this.network = new SimulatedNetwork(random);
        Requests requests = new Requests(broker);
        this.markers = new Markers(broker.service.partitions(), DiaryTopic.coordinators(broker));
        this.coordinators = new TransactionCoordinators(
                Settings.builder().build().transactions(),
                broker.service,
                this::writeMarkers,
                answer -> answer.accept(OptionalLong.of(nextProducerId++)),
                new MetricsRegistry());
        broker.follow(coordinators::clusterChanged);
        TransactionGuards guards = new TransactionGuards(
                broker.service.partitions(), new LateAnswers(), GuardSettings.DEFAULTS, new MetricsRegistry());
        this.produce = new ProduceHandler(
                broker.service.partitions(),
                broker.service.views(),
                guards,
                new ClientQuotas(broker.shards.all(), new QuotaWindow(11, 1_000)));
        if (clusterVersion > 0) {
            broker.apply(new FeatureLevelRecord().name("transaction.version").featureLevel((short) clusterVersion));
        }
        createTopic(COORDINATORS, COORDINATOR_COUNT);
        createTopic("output", OUTPUTS);
        createTopic("offsets", IDS.size());
        for (int i = 0; i < OUTPUTS; i++) {
            outputs.add(new LoggedPartition(new TopicPartition("output", i), requests));
        }
        for (int i = 0; i < IDS.size(); i++) {
            offsets.add(new LoggedPartition(new TopicPartition("offsets", i), requests));
        }
        all.addAll(outputs);
        all.addAll(offsets);
        for (String id : IDS) {
            producers.add(new SimulatedProducer(id + "/a", id, this, random));
            producers.add(new SimulatedProducer(id + "/b", id, this, random));
        }
    }

    private void createTopic(String name, int partitions) {
        topicIds.put(name, broker.createTopic(name, partitions));
    }

    // Time.

    /** How many transactions clients were told to be committed. */
    long committed() {
        return history.committed();
    }

    /** What went wrong so far, and how often. */
    Map<Anomaly, Integer> met() {
        return met;
    }

    private void meet(Anomaly anomaly) {
        met.merge(anomaly, 1, Integer::sum);
    }

    void step() {
        switch (random.nextInt(300)) {
            case 0 -> moveAwayAndBack(COORDINATORS, random.nextInt(COORDINATOR_COUNT));
            case 1 -> broker.advance(random.nextInt(90_000));
            case 2, 3 -> network.lose();
            case 4 -> anyProducer().restart();
            case 5 -> {
                TopicPartition any = all.get(random.nextInt(all.size())).name();
                moveAwayAndBack(any.topic(), any.partition());
            }
            case 6, 7, 8 -> network.release();
            case 9, 10, 11, 12 -> network.holdUp();
            default -> goOn();
        }
        takeAnswers();
        steps++;
        if (steps % STEPS_BETWEEN_CHECKS == 0) {
            check();
        }
    }

    private void goOn() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> anyProducer().step();
            case 8 -> broker.advance(random.nextInt(100));
            default -> network.deliver(faulty);
        }
    }

    private SimulatedProducer anyProducer() {
        return producers.get(random.nextInt(producers.size()));
    }

    private void moveAwayAndBack(String topic, int partition) {
        broker.elect(topicIds.get(topic), partition, OTHER_NODE);
        broker.elect(topicIds.get(topic), partition, SimulatedBroker.NODE_ID);
    }

    private void takeAnswers() {
        broker.settle();
        for (Unanswered one : List.copyOf(unanswered)) {
            if (one.response().isAnswered()) {
                unanswered.remove(one);
                ErrorCode code = Transactions.error(Transactions.only(one.response()));
                network.send(() -> one.to().accept(code));
            }
        }
    }

    private void check() {
        all.forEach(LoggedPartition::refresh);
        history.check(all);
        for (int i = 0; i < IDS.size(); i++) {
            history.checkOutputs(IDS.get(i), outputs, offsets.get(i));
        }
    }

    /** Nothing goes wrong any more: one client of each id goes on, and nothing stays open. */
    void quieten() {
        faulty = false;
        network.release();
        letTimePass();
        long before = history.committed();
        for (int id = 0; id < IDS.size(); id++) {
            SimulatedProducer last = producers.get(2 * id);
            last.restart();
            for (int i = 0; i < 100; i++) {
                last.step();
                drain();
                broker.advance(100);
            }
        }
        assertThat(history.committed())
                .as("transactions that are committed in the end")
                .isGreaterThan(before);
        letTimePass();
        check();
        for (int i = 0; i < IDS.size(); i++) {
            history.checkChain(offsets.get(i));
            history.checkWhenQuiet(
                    IDS.get(i), outputs, committedPosition(IDS.get(i)).orElseThrow());
        }
    }

    private void letTimePass() {
        for (int i = 0; i < 10; i++) {
            drain();
            broker.advance(CoordinatorRun.TIMEOUT_MS / 2);
        }
        drain();
    }

    private void drain() {
        takeAnswers();
        while (!network.isEmpty()) {
            network.deliver(false);
            takeAnswers();
        }
    }

    // Between client and broker.

    @Override
    public void ask(String client, TransactionCommand command, Consumer<Object> answer) {
        Runnable delivery = () -> coordinators.ask((TransactionCommand.Request) command, new CoordinatorReply<>() {
            @Override
            public void reply(TransactionAnswer response) {
                network.send(() -> answer.accept(response));
            }

            @Override
            public void reject(ErrorCode error) {
                note(command, error);
                network.send(() -> answer.accept(error));
            }
        });
        if (command instanceof TransactionCommand.EndTransaction && !hasEpochs(clientVersion)) {
            network.close(client);
            network.sendInOrder(client, delivery);
        } else {
            network.send(delivery);
        }
    }

    private void note(TransactionCommand command, ErrorCode error) {
        if (command instanceof TransactionCommand.EndTransaction && error == ErrorCode.PRODUCER_FENCED) {
            meet(Anomaly.ZOMBIE_END);
        } else if (command instanceof TransactionCommand.AddPartitions && error == ErrorCode.CONCURRENT_TRANSACTIONS) {
            meet(Anomaly.ADD_DURING_COMPLETION);
        }
    }

    private static boolean hasEpochs(short version) {
        return TransactionVersion.hasEpochPerTransaction(version);
    }

    @Override
    public void produce(TopicPartition partition, Batch batch, Consumer<ErrorCode> answer) {
        Runnable delivery = () -> {
            if (history.isOver(batch.record().transaction())) {
                meet(Anomaly.LATE_PRODUCE);
            }
            TransactionalProducer producer = batch.producer();
            BufferRecords records =
                    Records.records(Records.builder(broker.nowMs(), LoggedPartition.text(batch.record()))
                            .producer(producer.producerId(), producer.producerEpoch(), batch.sequence())
                            .transactional());
            ProduceRequest request = Requests.produceRequest(-1, partition.topic(), partition.partition(), records)
                    .transactionalId(producer.transactionalId());
            int version = hasEpochs(clientVersion) ? Transactions.NEW_CLIENT : Transactions.OLD_CLIENT;
            unanswered.add(new Unanswered(broker.send(produce, version, request), answer));
        };
        network.send(delivery);
        if (faulty && random.nextInt(6) == 0) {
            // The client gave up this one and has sent it again.
            network.sendStuck(delivery);
        }
    }

    @Override
    public List<TopicPartition> outputs() {
        return outputs.stream().map(LoggedPartition::name).toList();
    }

    @Override
    public TopicPartition offsetsOf(String transactionalId) {
        return offsets.get(IDS.indexOf(transactionalId)).name();
    }

    @Override
    public OptionalInt committedPosition(String transactionalId) {
        LoggedPartition ofId = offsets.get(IDS.indexOf(transactionalId));
        ofId.refresh();
        if (!ofId.isStable()) {
            return OptionalInt.empty();
        }
        List<Written> committed = ofId.readCommitted();
        return OptionalInt.of(committed.isEmpty() ? 0 : committed.getLast().value());
    }

    @Override
    public TransactionHistory history() {
        return history;
    }

    @Override
    public short clientVersion() {
        return clientVersion;
    }

    // Within the broker.

    /** Between guards and coordinators: nothing is lost, but everything is late. */
    private final class LateAnswers implements OngoingTransactions {
        @Override
        public void verify(
                TransactionalProducer producer,
                Collection<TopicPartition> partitions,
                Consumer<Map<TopicPartition, ErrorCode>> answer) {
            network.sendWithin(() -> coordinators.verify(producer, partitions, late(answer)));
        }

        @Override
        public void add(
                TransactionalProducer producer,
                Collection<TopicPartition> partitions,
                Consumer<Map<TopicPartition, ErrorCode>> answer) {
            network.sendWithin(() -> coordinators.add(producer, partitions, late(answer)));
        }

        private Consumer<Map<TopicPartition, ErrorCode>> late(Consumer<Map<TopicPartition, ErrorCode>> answer) {
            return codes -> {
                if (codes.containsValue(ErrorCode.CONCURRENT_TRANSACTIONS)) {
                    meet(Anomaly.ADD_DURING_COMPLETION);
                }
                network.sendWithin(() -> answer.accept(codes));
            };
        }
    }

    private void writeMarkers(
            MarkerWriter.Marker marker, Collection<TopicPartition> partitions, MarkerWriter.Answer answer) {
        for (TopicPartition partition : partitions) {
            Runnable delivery = () -> markers.write(
                    marker, List.of(partition), (name, code) -> network.send(() -> answer.written(name, code)));
            if (hasEpochs(marker.transactionVersion())) {
                network.send(delivery);
            } else {
                network.sendInOrder("markers of " + partition, delivery);
            }
        }
    }
}
