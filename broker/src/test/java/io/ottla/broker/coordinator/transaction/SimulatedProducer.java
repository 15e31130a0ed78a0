package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.transaction.SimulatedPartition.Batch;
import io.ottla.broker.coordinator.transaction.SimulatedPartition.Written;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A client that reads from where its group has committed, writes what it has read, and commits how far it has come, all in one
 * transaction. It sends again what it has no answer to; it may stop at any point, and begin anew. Another client may do the
 * same under the same id.
 *
 * <pre>
 *   BEGINNING ──InitProducerId──► READING ──► WRITING ──all taken──► ENDING ──► READING
 *       ▲                            │           │ refused              │
 *       └───── fenced ───────────────┴───────────┴──► aborts ───────────┘
 * </pre>
 */
final class SimulatedProducer {
    private final String name;
    private final String transactionalId;
    private final Surroundings world;
    private final Random random;
    private Stage stage = Stage.BEGINNING;
    private Optional<ProducerIdAndEpoch> producer = Optional.empty();
    private Optional<ProducerIdAndEpoch> goesOnFrom = Optional.empty();
    private final Map<TopicPartition, Integer> sequences = new HashMap<>();
    /** What is to be sent, one after the other, each until it is answered. */
    private List<Runnable> steps = new ArrayList<>();

    private boolean commits;
    private boolean somethingUnknown;
    private String transaction;
    private int transactions;
    private int away;
    private long outstanding;
    private long latestRequest;

    /** What a client can reach. */
    interface Surroundings {
        /** Sends to the coordinator; the answer comes back over the network, or never. */
        void ask(String client, TransactionCommand command, Consumer<Object> answer);

        void produce(TopicPartition partition, Batch batch, Consumer<ErrorCode> answer);

        List<TopicPartition> outputs();

        TopicPartition offsetsOf(String transactionalId);

        /** How far the group has come; empty while that is open. */
        OptionalInt committedPosition(String transactionalId);

        TransactionHistory history();

        short clientVersion();
    }

    private enum Stage {
        BEGINNING,
        READING,
        WRITING,
        ENDING
    }

    SimulatedProducer(String name, String transactionalId, Surroundings world, Random random) {
        this.name = name;
        this.transactionalId = transactionalId;
        this.world = world;
        this.random = random;
    }

    /** Goes on; or sends again what it has waited for long enough. */
    void step() {
        if (away > 0) {
            away--;
            return;
        }
        if (outstanding != 0 && random.nextInt(16) != 0) {
            return;
        }
        switch (stage) {
            case BEGINNING -> begin();
            case READING -> read();
            case WRITING -> write();
            case ENDING -> end();
        }
    }

    /** After a while another process takes the place of this one, and knows nothing. */
    void restart() {
        stage = Stage.BEGINNING;
        producer = Optional.empty();
        goesOnFrom = Optional.empty();
        outstanding = 0;
        away = random.nextInt(40);
    }

    private <T> Consumer<T> whenOutstanding(Consumer<T> then) {
        latestRequest++;
        long request = latestRequest;
        outstanding = request;
        return answer -> {
            if (outstanding == request) {
                outstanding = 0;
                then.accept(answer);
            }
        };
    }

    private boolean hasEpochs() {
        return TransactionVersion.hasEpochPerTransaction(world.clientVersion());
    }

    // InitProducerId.

    private void begin() {
        world.ask(
                name,
                new TransactionCommand.InitialiseProducer(
                        transactionalId, CoordinatorRun.TIMEOUT_MS, goesOnFrom, OptionalLong.empty()),
                whenOutstanding(this::begun));
    }

    private void begun(Object answer) {
        if (answer instanceof TransactionAnswer.Initialised initialised) {
            goOnAs(initialised.producer());
            stage = Stage.READING;
        } else if (answer == ErrorCode.PRODUCER_FENCED || answer == ErrorCode.INVALID_PRODUCER_ID_MAPPING) {
            restart();
        }
    }

    private void goOnAs(ProducerIdAndEpoch next) {
        if (!producer.equals(Optional.of(next))) {
            sequences.clear();
        }
        producer = Optional.of(next);
        goesOnFrom = Optional.empty();
    }

    private TransactionalProducer self() {
        return new TransactionalProducer(
                transactionalId,
                producer.orElseThrow().id(),
                producer.orElseThrow().epoch());
    }

    // Records and offsets.

    private void read() {
        OptionalInt position = world.committedPosition(transactionalId);
        if (position.isEmpty()) {
            return;
        }
        transactions++;
        transaction = name + "#" + transactions;
        world.history().began(transaction, position.getAsInt());
        commits = random.nextInt(4) != 0;
        somethingUnknown = false;
        steps = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int value = position.getAsInt(); value < position.getAsInt() + count; value++) {
            List<TopicPartition> outputs = world.outputs();
            plan(outputs.get(random.nextInt(outputs.size())), value);
        }
        plan(world.offsetsOf(transactionalId), position.getAsInt() + count);
        stage = Stage.WRITING;
    }

    private void plan(TopicPartition partition, int value) {
        if (!hasEpochs()) {
            steps.add(() -> world.ask(
                    name,
                    new TransactionCommand.AddPartitions(
                            self(), new TreeSet<>(List.of(partition)), world.clientVersion()),
                    whenOutstanding(this::taken)));
        }
        int sequence = sequences.merge(partition, 1, Integer::sum) - 1;
        Written record = new Written(self().producerId(), transaction, value);
        Batch batch = new Batch(self(), sequence, record);
        steps.add(() -> world.produce(partition, batch, whenOutstanding(this::taken)));
    }

    private void write() {
        if (steps.isEmpty()) {
            stage = Stage.ENDING;
            end();
        } else if (random.nextInt(60) == 0) {
            giveUp();
        } else {
            steps.getFirst().run();
        }
    }

    private void taken(Object answer) {
        if (answer instanceof TransactionAnswer.PartitionsAdded || answer == ErrorCode.NONE) {
            steps.removeFirst();
        } else if (!isWorthARetry(answer)) {
            giveUp();
        }
    }

    private static boolean isWorthARetry(Object answer) {
        return answer == ErrorCode.CONCURRENT_TRANSACTIONS
                || answer == ErrorCode.NOT_COORDINATOR
                || answer == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS
                || answer == ErrorCode.COORDINATOR_NOT_AVAILABLE
                || answer == ErrorCode.NOT_LEADER_OR_FOLLOWER
                || answer == ErrorCode.NOT_ENOUGH_REPLICAS;
    }

    /** What was sent last may arrive yet. */
    private void giveUp() {
        outstanding = 0;
        commits = false;
        somethingUnknown = true;
        stage = Stage.ENDING;
    }

    // The end.

    private void end() {
        world.ask(
                name,
                new TransactionCommand.EndTransaction(self(), commits, world.clientVersion(), OptionalLong.empty()),
                whenOutstanding(this::ended));
    }

    private void ended(Object answer) {
        if (answer instanceof TransactionAnswer.Ended ended) {
            world.history().ended(transaction, commits);
            stage = Stage.READING;
            if (hasEpochs()) {
                goOnAs(ended.next());
            } else if (somethingUnknown) {
                // Only another epoch keeps what may arrive yet out of the next transaction (KIP-360).
                goesOnFrom = producer;
                stage = Stage.BEGINNING;
            }
        } else if (answer == ErrorCode.PRODUCER_FENCED
                || answer == ErrorCode.INVALID_PRODUCER_ID_MAPPING
                || answer == ErrorCode.INVALID_TXN_STATE) {
            restart();
        }
    }
}
