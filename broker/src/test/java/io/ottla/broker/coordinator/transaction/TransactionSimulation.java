package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Effect;
import io.ottla.broker.coordinator.transaction.SimulatedPartition.Batch;
import io.ottla.broker.coordinator.transaction.SimulatedPartition.Written;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Two ids with two clients each, a coordinator, three partitions that are written to and one for the offsets of each id, and
 * messages between all of them, any of which is late, lost or there twice. Coordinator, clients and partitions start anew at any
 * time.
 *
 * <p>Clients that keep their epoch rely on two orders, as they do in the reference: a client does not ask for an end behind its
 * own back, and the markers that a coordinator sends to a partition arrive in order and once. An end or a marker that is late
 * by a whole transaction is what an epoch per transaction is there for.
 */
final class TransactionSimulation implements SimulatedProducer.Surroundings {
    private static final List<String> IDS = List.of("one", "two");
    private static final int OUTPUTS = 3;

    private final Random random;
    private final short clientVersion;
    private final SimulatedNetwork network;
    private final SimulatedCoordinator coordinator;
    private final TransactionHistory history = new TransactionHistory();
    private final List<SimulatedPartition> outputs = new ArrayList<>();
    private final List<SimulatedPartition> offsets = new ArrayList<>();
    private final List<SimulatedPartition> all = new ArrayList<>();
    private final List<SimulatedReader> readers = new ArrayList<>();
    private final List<SimulatedProducer> producers = new ArrayList<>();
    private final Map<Anomaly, Integer> met = new EnumMap<>(Anomaly.class);
    private boolean faulty = true;
    private long checkedChanges;
    private long waiters;

    TransactionSimulation(long seed, int clusterVersion, int clientVersion) {
        this.random = new Random(seed);
        this.clientVersion = (short) clientVersion;
        this.network = new SimulatedNetwork(random);
        this.coordinator = new SimulatedCoordinator((short) clusterVersion, this::carryOut);
        for (int i = 0; i < OUTPUTS; i++) {
            outputs.add(partition("output", i));
        }
        for (int i = 0; i < IDS.size(); i++) {
            offsets.add(partition("offsets", i));
        }
        all.addAll(outputs);
        all.addAll(offsets);
        outputs.forEach(output -> readers.add(new SimulatedReader(output)));
        for (String id : IDS) {
            producers.add(new SimulatedProducer(id + "/a", id, this, random));
            producers.add(new SimulatedProducer(id + "/b", id, this, random));
        }
        if (random.nextInt(3) == 0) {
            IDS.forEach(this::useUpEpochs);
        }
    }

    private SimulatedPartition partition(String topic, int partition) {
        return new SimulatedPartition(new TopicPartition(topic, partition), hasEpochs(), this::guard);
    }

    /** Many transactions ago, this was a new id. */
    private void useUpEpochs(String id) {
        coordinator.startWith(id, (short) (Short.MAX_VALUE - 2 - random.nextInt(6)));
    }

    // Time.

    /** How many transactions clients were told to be committed. */
    long committed() {
        return history.committed();
    }

    void step() {
        switch (random.nextInt(300)) {
            case 0 -> coordinator.crash(random);
            case 1 -> coordinator.advance(random.nextInt(90_000));
            case 2, 3 -> network.lose();
            case 4 -> anyProducer().restart();
            case 5 -> all.get(random.nextInt(all.size())).restart(random);
            case 6, 7, 8 -> network.release();
            case 9, 10, 11, 12 -> network.holdUp();
            default -> goOn();
        }
        check();
    }

    private void goOn() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> anyProducer().step();
            case 8, 9, 10 -> coordinator.commit();
            case 11 -> coordinator.advance(random.nextInt(200));
            case 12 -> readers.get(random.nextInt(readers.size())).poll(random);
            default -> network.deliver(faulty);
        }
    }

    private SimulatedProducer anyProducer() {
        return producers.get(random.nextInt(producers.size()));
    }

    private void check() {
        long changes = history.committed()
                + all.stream().mapToInt(SimulatedPartition::changes).sum();
        if (changes == checkedChanges) {
            return;
        }
        checkedChanges = changes;
        history.check(all);
        for (int i = 0; i < IDS.size(); i++) {
            history.checkOutputs(IDS.get(i), outputs, offsets.get(i));
        }
    }

    /** Nothing goes wrong any more: one client of each id goes on, and nothing stays open. */
    void quieten() {
        faulty = false;
        network.release();
        for (int round = 0; round < 3; round++) {
            drain();
            coordinator.advance(2L * CoordinatorRun.TIMEOUT_MS);
        }
        long before = history.committed();
        for (int id = 0; id < IDS.size(); id++) {
            SimulatedProducer last = producers.get(2 * id);
            last.restart();
            for (int i = 0; i < 120; i++) {
                last.step();
                drain();
                coordinator.advance(200);
            }
        }
        assertThat(history.committed())
                .as("transactions that are committed in the end")
                .isGreaterThan(before);
        for (int round = 0; round < 3; round++) {
            drain();
            coordinator.advance(2L * CoordinatorRun.TIMEOUT_MS);
        }
        drain();
        check();
        readers.forEach(SimulatedReader::checkWhenQuiet);
        for (int i = 0; i < IDS.size(); i++) {
            assertThat(offsets.get(i).isStable()).isTrue();
            history.checkChain(offsets.get(i));
            history.checkWhenQuiet(
                    IDS.get(i), outputs, committedPosition(IDS.get(i)).orElseThrow());
        }
        assertThat(coordinator.machine().book().all())
                .allMatch(transaction -> transaction.state().isAtRest());
    }

    private void drain() {
        coordinator.commit();
        while (!network.isEmpty()) {
            network.deliver(false);
            coordinator.commit();
        }
    }

    // Between client and coordinator.

    @Override
    public void ask(String client, TransactionCommand command, Consumer<Object> answer) {
        Runnable delivery = () -> {
            note(command);
            coordinator.ask(command, response -> network.send(() -> answer.accept(response)));
        };
        boolean ends = command instanceof TransactionCommand.EndTransaction;
        if (ends && !hasEpochs()) {
            network.close(client);
            network.sendInOrder(client, delivery);
        } else {
            network.send(delivery);
        }
    }

    private boolean hasEpochs() {
        return TransactionVersion.hasEpochPerTransaction(clientVersion);
    }

    // Between client and partition.

    @Override
    public void produce(TopicPartition name, Batch batch, Consumer<ErrorCode> answer) {
        SimulatedPartition partition =
                all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        Runnable delivery = () -> {
            if (history.isOver(batch.record().transaction())) {
                meet(Anomaly.LATE_PRODUCE);
            }
            partition.produce(batch, code -> network.send(() -> answer.accept(code)));
        };
        network.send(delivery);
        if (faulty && random.nextInt(6) == 0) {
            // The client gave up this one and has sent it again.
            network.sendStuck(delivery);
        }
    }

    // What went wrong on the way.

    /** How often each was met so far. */
    Map<Anomaly, Integer> met() {
        return met;
    }

    private void meet(Anomaly anomaly) {
        met.merge(anomaly, 1, Integer::sum);
    }

    private void note(TransactionCommand command) {
        if (command instanceof TransactionCommand.EndTransaction end) {
            coordinator
                    .machine()
                    .book()
                    .find(end.transactionalId())
                    .filter(known -> known.producerEpoch() != end.producer().producerEpoch())
                    .ifPresent(known -> meet(Anomaly.ZOMBIE_END));
        } else if (command instanceof TransactionCommand.AddPartitions add) {
            coordinator
                    .machine()
                    .book()
                    .find(add.transactionalId())
                    .filter(known -> known.state().isPreparing())
                    .ifPresent(known -> meet(Anomaly.ADD_DURING_COMPLETION));
        }
    }

    @Override
    public List<TopicPartition> outputs() {
        return outputs.stream().map(SimulatedPartition::name).toList();
    }

    @Override
    public TopicPartition offsetsOf(String transactionalId) {
        return offsets.get(IDS.indexOf(transactionalId)).name();
    }

    @Override
    public OptionalInt committedPosition(String transactionalId) {
        SimulatedPartition ofId = offsets.get(IDS.indexOf(transactionalId));
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

    // Between partition and coordinator.

    private void guard(TransactionalProducer producer, TopicPartition partition, Consumer<ErrorCode> answer) {
        TreeSet<TopicPartition> one = new TreeSet<>(List.of(partition));
        waiters++;
        Optional<String> waiterKey = random.nextBoolean() ? Optional.of("waiter " + waiters) : Optional.empty();
        TransactionCommand command = hasEpochs()
                ? new TransactionCommand.AddPartitions(producer, one, clientVersion, waiterKey)
                : new TransactionCommand.VerifyPartitions(producer, one);
        network.sendInOrder("guards " + waiters, () -> {
            note(command);
            coordinator.ask(command, response -> {
                if (response instanceof TransactionAnswer.WaitedLongEnough) {
                    guard(producer, partition, answer);
                } else {
                    network.send(() -> answer.accept(codeOf(response, partition)));
                }
            });
        });
    }

    private static ErrorCode codeOf(Object response, TopicPartition partition) {
        return switch (response) {
            case ErrorCode error -> error;
            case TransactionAnswer.Verified verified -> verified.codes().get(partition);
            case TransactionAnswer.WaitedTooLong waited -> ErrorCode.CONCURRENT_TRANSACTIONS;
            default -> ErrorCode.NONE;
        };
    }

    private void carryOut(Effect effect, SimulatedCoordinator from) {
        switch ((TransactionEffect) effect) {
            case TransactionEffect.WriteMarkers write -> writeMarkers(write, from);
            case TransactionEffect.FetchProducerId fetch -> {
                long incarnation = from.incarnation();
                network.send(() -> from.tell(
                        incarnation,
                        new TransactionCommand.AbortWith(
                                fetch.transactionalId(), fetch.producer(), from.freshProducerId())));
            }
        }
    }

    private void writeMarkers(TransactionEffect.WriteMarkers write, SimulatedCoordinator from) {
        MarkerWriter.Marker marker = new MarkerWriter.Marker(
                write.producer().id(), write.producer().epoch(), write.commit(), from.leaderEpoch(), write.version());
        long incarnation = from.incarnation();
        for (SimulatedPartition partition : all) {
            if (write.partitions().contains(partition.name())) {
                Runnable delivery = () -> {
                    if (isLate(write, from)) {
                        meet(Anomaly.LATE_MARKER);
                    }
                    ErrorCode code = faulty && random.nextInt(6) == 0
                            ? ErrorCode.NOT_LEADER_OR_FOLLOWER
                            : partition.mark(marker);
                    network.send(() -> from.tell(
                            incarnation,
                            new TransactionCommand.MarkerAnswered(
                                    write.transactionalId(), write.round(), partition.name(), code)));
                };
                if (TransactionVersion.hasEpochPerTransaction(write.version())) {
                    network.send(delivery);
                } else {
                    network.sendInOrder("markers of " + partition.name(), delivery);
                }
            }
        }
    }

    private static boolean isLate(TransactionEffect.WriteMarkers write, SimulatedCoordinator from) {
        return from.machine()
                .book()
                .find(write.transactionalId())
                .filter(known -> known.state().isPreparing() && known.producer().equals(write.producer()))
                .isEmpty();
    }
}
