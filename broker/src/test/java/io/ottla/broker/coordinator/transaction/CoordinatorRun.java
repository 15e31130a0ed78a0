package io.ottla.broker.coordinator.transaction;

import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Effect;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.storage.TopicPartition;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * A transaction coordinator, run as the runtime would run it, in virtual time: with a log of bytes to replay, and timers. What
 * is decided counts as committed at once; what is to be done outside is left to the test.
 */
final class CoordinatorRun {
    static final int TIMEOUT_MAX_MS = 900_000;
    static final int ID_EXPIRATION_MS = 7 * 24 * 60 * 60 * 1000;
    static final TransactionSettings SETTINGS =
            new TransactionSettings(TIMEOUT_MAX_MS, ID_EXPIRATION_MS, 10_000, 3_600_000, 100, 100, 30_000);
    static final String ID = "transfer";
    static final int TIMEOUT_MS = 60_000;
    static final TopicPartition P0 = new TopicPartition("accounts", 0);
    static final TopicPartition P1 = new TopicPartition("accounts", 1);
    static final short OLD = TransactionVersion.KEEPING_EPOCH;
    static final short NEW = TransactionVersion.EPOCH_PER_TRANSACTION;

    /** A record as the log has it. */
    private record LogRecord(ByteBuffer key, ByteBuffer value) {}

    final List<Effect> effects = new ArrayList<>();
    final List<String> woken = new ArrayList<>();
    private final List<LogRecord> log = new ArrayList<>();
    private final Map<TimerCommand.Key, Long> timers = new LinkedHashMap<>();
    private final short version;
    TransactionMachine machine;
    long nowMs = 1_000_000;
    private long nextProducerId = 4_000;

    /** @param version the cluster's transaction version */
    CoordinatorRun(int version) {
        this.version = (short) version;
        restart();
    }

    /** The coordinator is loaded anew. */
    void restart() {
        timers.clear();
        effects.clear();
        machine = replayed();
        carryOut(machine.decide(new TransactionCommand.VersionChanged(version), nowMs));
        carryOut(machine.loaded(nowMs));
        advance(0);
    }

    /** What somebody knows who has nothing but the log. */
    TransactionMachine replayed() {
        TransactionMachine fresh = new TransactionMachine(SETTINGS);
        for (LogRecord record : log) {
            fresh.apply(TransactionRecords.read(record.key(), record.value()).orElseThrow());
        }
        return fresh;
    }

    int logLength() {
        return log.size();
    }

    // Requests.

    /** Asks, with a fresh producer id if one is needed, and gives the answer, or the error. */
    Object ask(TransactionCommand command) {
        Object answer = carryOut(machine.decide(command, nowMs));
        return answer instanceof TransactionAnswer.ProducerIdNeeded
                ? ask(((TransactionCommand.NeedingProducerId) command).with(nextProducerId++))
                : answer;
    }

    Object init() {
        return ask(new TransactionCommand.InitialiseProducer(ID, TIMEOUT_MS, Optional.empty(), OptionalLong.empty()));
    }

    Object initAs(ProducerIdAndEpoch expected) {
        return ask(
                new TransactionCommand.InitialiseProducer(ID, TIMEOUT_MS, Optional.of(expected), OptionalLong.empty()));
    }

    Object add(ProducerIdAndEpoch producer, short clientVersion, TopicPartition... partitions) {
        return ask(
                new TransactionCommand.AddPartitions(as(producer), new TreeSet<>(List.of(partitions)), clientVersion));
    }

    /** As the leader of a partition asks for a client with an epoch per transaction. */
    Object addPatiently(ProducerIdAndEpoch producer, String waiterKey, TopicPartition... partitions) {
        return ask(new TransactionCommand.AddPartitions(
                as(producer), new TreeSet<>(List.of(partitions)), NEW, Optional.of(waiterKey)));
    }

    Object verify(ProducerIdAndEpoch producer, TopicPartition... partitions) {
        return ask(new TransactionCommand.VerifyPartitions(as(producer), new TreeSet<>(List.of(partitions))));
    }

    Object end(ProducerIdAndEpoch producer, boolean commit, short clientVersion) {
        return ask(new TransactionCommand.EndTransaction(as(producer), commit, clientVersion, OptionalLong.empty()));
    }

    private static TransactionalProducer as(ProducerIdAndEpoch producer) {
        return new TransactionalProducer(ID, producer.id(), producer.epoch());
    }

    /** Who the producer is, when all goes well. */
    ProducerIdAndEpoch initialised() {
        return ((TransactionAnswer.Initialised) init()).producer();
    }

    /** A transaction that has written to both partitions. */
    ProducerIdAndEpoch ongoing(short clientVersion) {
        ProducerIdAndEpoch producer = initialised();
        add(producer, clientVersion, P0, P1);
        return producer;
    }

    Transaction transaction() {
        return machine.book().find(ID).orElseThrow();
    }

    TransactionState state() {
        return transaction().state();
    }

    /** The id has come to an epoch, as it does after many transactions. */
    void setEpoch(int epoch) {
        Transaction now = transaction();
        apply(new TransactionEvent.Changed(
                new Transaction(
                        now.transactionalId(),
                        now.producerId(),
                        now.previousProducerId(),
                        now.nextProducerId(),
                        (short) epoch,
                        now.lastProducerEpoch(),
                        now.timeoutMs(),
                        now.state(),
                        now.partitions(),
                        now.startedMs(),
                        now.updatedMs(),
                        now.clientVersion()),
                version));
    }

    // What is done outside.

    /** The latest request for markers. */
    TransactionEffect.WriteMarkers markers() {
        return (TransactionEffect.WriteMarkers) effects.getLast();
    }

    void answer(TransactionEffect.WriteMarkers request, TopicPartition partition, ErrorCode error) {
        carryOut(machine.decide(
                new TransactionCommand.MarkerAnswered(request.transactionalId(), request.round(), partition, error),
                nowMs));
    }

    void writeAllMarkers() {
        TransactionEffect.WriteMarkers request = markers();
        request.partitions().forEach(partition -> answer(request, partition, ErrorCode.NONE));
    }

    /** Ends a transaction, markers and all. */
    Object endWholly(ProducerIdAndEpoch producer, boolean commit, short clientVersion) {
        Object answer = end(producer, commit, clientVersion);
        writeAllMarkers();
        return answer;
    }

    Object carryOut(Decision<TransactionEvent, TransactionAnswer> decision) {
        decision.events().forEach(this::apply);
        for (TimerCommand timer : decision.timers()) {
            switch (timer) {
                case TimerCommand.Set set -> timers.put(set.key(), set.deadlineMs());
                case TimerCommand.Cancel cancel -> timers.remove(cancel.key());
            }
        }
        effects.addAll(decision.effects());
        decision.wakes().forEach(wake -> woken.add(wake.waiterKey() + ": " + wake.response()));
        return switch (decision.outcome()) {
            case Outcome.Reply<TransactionAnswer> reply -> reply.response();
            case Outcome.Reject<TransactionAnswer> reject -> reject.error();
            case Outcome.Park<TransactionAnswer> park -> "waits";
            case Outcome.Nothing<TransactionAnswer> nothing -> "nothing";
        };
    }

    private void apply(TransactionEvent event) {
        machine.apply(event);
        event.record().ifPresent(record -> log.add(written(record)));
    }

    private static LogRecord written(CoordinatorRecord record) {
        return new LogRecord(
                bytes(0, record.key(), 0),
                record.value()
                        .map(value -> bytes(value.version(), value.message(), value.version()))
                        .orElse(null));
    }

    private static ByteBuffer bytes(int head, ApiMessage message, int version) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + message.size(version));
        bytes.putShort((short) head);
        message.write(new WireWriter(bytes), version);
        return bytes.flip();
    }

    // Time.

    boolean isSet(TimerCommand.Key timer) {
        return timers.containsKey(timer);
    }

    /** Lets time pass, with all timers that fall due, in the order of their deadlines. */
    void advance(long ms) {
        long endMs = nowMs + ms;
        for (Optional<TimerCommand.Key> next = next(endMs); next.isPresent(); next = next(endMs)) {
            nowMs = Math.max(nowMs, timers.remove(next.get()));
            carryOut(machine.due(next.get(), nowMs));
        }
        nowMs = endMs;
    }

    private Optional<TimerCommand.Key> next(long endMs) {
        return timers.entrySet().stream()
                .filter(timer -> timer.getValue() <= endMs)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }
}
