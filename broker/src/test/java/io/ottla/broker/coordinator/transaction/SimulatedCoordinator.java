package io.ottla.broker.coordinator.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.broker.coordinator.runtime.Effect;
import io.ottla.broker.coordinator.runtime.Outcome;
import io.ottla.broker.coordinator.runtime.TimerCommand;
import io.ottla.broker.coordinator.runtime.Wake;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A transaction machine with a log that commits later than it is written to, and that may crash in between: what was not
 * committed may be gone then, and whoever waited hears nothing.
 */
final class SimulatedCoordinator {
    private final short version;
    private final BiConsumer<Effect, SimulatedCoordinator> outside;
    private final List<LogRecord> log = new ArrayList<>();
    private final Deque<Runnable> uncommitted = new ArrayDeque<>();
    private final Map<TimerCommand.Key, Long> timers = new LinkedHashMap<>();
    private final Map<String, Consumer<Object>> parked = new LinkedHashMap<>();
    private TransactionMachine machine;
    /** Made of nothing but what is in the log. */
    private TransactionMachine shadow;

    private int committedLength;
    private long incarnation;
    private int leaderEpoch;
    private long nowMs = 1_000_000;
    private long nextProducerId = 4_000;

    private record LogRecord(ByteBuffer key, ByteBuffer value) {}

    /** @param outside does what is asked for, when it is committed */
    SimulatedCoordinator(short version, BiConsumer<Effect, SimulatedCoordinator> outside) {
        this.version = version;
        this.outside = outside;
        load();
    }

    private void load() {
        machine = new TransactionMachine(CoordinatorRun.SETTINGS);
        shadow = new TransactionMachine(CoordinatorRun.SETTINGS);
        log.forEach(record -> {
            machine.apply(event(record));
            shadow.apply(event(record));
        });
        carryOut(machine.decide(new TransactionCommand.VersionChanged(version), nowMs), answer -> {});
        carryOut(machine.loaded(nowMs), answer -> {});
    }

    private static TransactionEvent event(LogRecord record) {
        return TransactionRecords.read(record.key(), record.value()).orElseThrow();
    }

    long incarnation() {
        return incarnation;
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    long nowMs() {
        return nowMs;
    }

    TransactionMachine machine() {
        return machine;
    }

    /** Asks; the answer, or the error, comes when it is committed. */
    void ask(TransactionCommand command, Consumer<Object> reply) {
        Decision<TransactionEvent, TransactionAnswer> decision = machine.decide(command, nowMs);
        boolean needsId = decision.outcome() instanceof Outcome.Reply<TransactionAnswer> answer
                && answer.response() instanceof TransactionAnswer.ProducerIdNeeded;
        if (needsId) {
            ask(((TransactionCommand.NeedingProducerId) command).with(freshProducerId()), reply);
        } else {
            carryOut(decision, reply);
        }
    }

    long freshProducerId() {
        return nextProducerId++;
    }

    /** Tells a machine what came of an effect, unless another has taken its place. */
    void tell(long toIncarnation, TransactionCommand command) {
        if (toIncarnation == incarnation) {
            ask(command, answer -> {});
        }
    }

    private void carryOut(Decision<TransactionEvent, TransactionAnswer> decision, Consumer<Object> reply) {
        for (TransactionEvent event : decision.events()) {
            machine.apply(event);
            event.record().ifPresent(this::append);
        }
        if (!decision.events().isEmpty()) {
            checkThatLiveIsReplayed();
        }
        for (TimerCommand timer : decision.timers()) {
            switch (timer) {
                case TimerCommand.Set set -> timers.put(set.key(), set.deadlineMs());
                case TimerCommand.Cancel cancel -> timers.remove(cancel.key());
            }
        }
        for (Wake<TransactionAnswer> wake : decision.wakes()) {
            Consumer<Object> waiter = parked.remove(wake.waiterKey());
            uncommitted.add(() -> waiter.accept(wake.response()));
        }
        switch (decision.outcome()) {
            case Outcome.Reply<TransactionAnswer> answer -> uncommitted.add(() -> reply.accept(answer.response()));
            case Outcome.Reject<TransactionAnswer> refusal -> uncommitted.add(() -> reply.accept(refusal.error()));
            case Outcome.Park<TransactionAnswer> park -> parked.put(park.waiterKey(), reply);
            case Outcome.Nothing<TransactionAnswer> nothing -> {}
        }
        for (Effect effect : decision.effects()) {
            uncommitted.add(() -> outside.accept(effect, this));
        }
    }

    private void append(CoordinatorRecord record) {
        LogRecord written = new LogRecord(
                bytes(0, record.key(), 0),
                record.value()
                        .map(value -> bytes(value.version(), value.message(), value.version()))
                        .orElse(null));
        log.add(written);
        shadow.apply(event(written));
    }

    private static ByteBuffer bytes(int head, ApiMessage message, int version) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + message.size(version));
        bytes.putShort((short) head);
        message.write(new WireWriter(bytes), version);
        return bytes.flip();
    }

    /** Everything in the log is committed now. */
    void commit() {
        committedLength = log.size();
        while (!uncommitted.isEmpty()) {
            uncommitted.remove().run();
        }
    }

    /** Loaded anew from what is left of the log, here or elsewhere. */
    void crash(Random random) {
        int left = committedLength + random.nextInt(log.size() - committedLength + 1);
        log.subList(left, log.size()).clear();
        uncommitted.clear();
        timers.clear();
        parked.clear();
        incarnation++;
        leaderEpoch += random.nextInt(2);
        load();
    }

    /** An id that has been in use for long. */
    void startWith(String transactionalId, short epoch) {
        Transaction unused = Transaction.unused(transactionalId, freshProducerId(), CoordinatorRun.TIMEOUT_MS, nowMs);
        TransactionEvent event = new TransactionEvent.Changed(
                unused.initialised(
                        new ProducerIdAndEpoch(unused.producerId(), epoch),
                        ProducerIdAndEpoch.NO_EPOCH,
                        unused.timeoutMs(),
                        nowMs),
                version);
        machine.apply(event);
        event.record().ifPresent(this::append);
    }

    // Time.

    void advance(long ms) {
        long endMs = nowMs + ms;
        for (Optional<TimerCommand.Key> next = next(endMs); next.isPresent(); next = next(endMs)) {
            nowMs = Math.max(nowMs, timers.remove(next.get()));
            carryOut(machine.due(next.get(), nowMs), answer -> {});
        }
        nowMs = endMs;
    }

    private Optional<TimerCommand.Key> next(long endMs) {
        return timers.entrySet().stream()
                .filter(timer -> timer.getValue() <= endMs)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** Whoever has nothing but the log knows all that this one knows, but for what is not in the log by design. */
    private void checkThatLiveIsReplayed() {
        List<Transaction> live =
                machine.book().all().stream().map(this::remembered).toList();
        List<Transaction> replayed = List.copyOf(shadow.book().all());
        assertThat(live).isEqualTo(replayed);
    }

    private Transaction remembered(Transaction live) {
        boolean all = TransactionVersion.recordVersion(version) > 0;
        return new Transaction(
                live.transactionalId(),
                live.producerId(),
                all ? live.previousProducerId() : ProducerIdAndEpoch.NO_ID,
                all ? live.nextProducerId() : ProducerIdAndEpoch.NO_ID,
                live.producerEpoch(),
                ProducerIdAndEpoch.NO_EPOCH,
                live.timeoutMs(),
                live.state(),
                live.partitions(),
                live.startedMs(),
                live.updatedMs(),
                all ? live.clientVersion() : TransactionVersion.KEEPING_EPOCH);
    }
}
