package io.ottla.broker.coordinator.runtime;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.record.group.GroupRecordType;
import io.ottla.wire.record.group.OffsetCommitKey;
import io.ottla.wire.record.group.OffsetCommitValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A coordinator for tests: it remembers a word by each name, in records that were made for offsets, and does on command what
 * machines do.
 */
final class Diary implements TransactionalMachine<Diary.Command, Diary.Event, String> {
    final Map<String, String> words = new TreeMap<>();
    final Map<Long, List<Event>> pending = new TreeMap<>();
    final List<String> seen = new ArrayList<>();

    sealed interface Command {
        /** Remembers, and answers with the word. */
        record Write(String name, String word) implements Command {}

        record Erase(String name) implements Command {}

        record Read(String name) implements Command {}

        record Refuse(ErrorCode error) implements Command {}

        /** Waits for somebody to call. */
        record Wait(String waiterKey) implements Command {}

        /** Remembers, and answers whoever waits. */
        record Call(String waiterKey, String word) implements Command {}

        record SetTimer(String name, long deadlineMs) implements Command {}

        record CancelTimer(String name) implements Command {}

        /** Remembers, and has something done outside. */
        record Send(String name, String word) implements Command {}

        record BreakDown() implements Command {}

        /** Decides on what cannot be applied. */
        record DecideOnNonsense() implements Command {}

        record ClusterChanged(int topics, boolean first) implements Command {}
    }

    sealed interface Event extends CoordinatorEvent {
        record Stored(CoordinatorRecord stored) implements Event {
            @Override
            public Optional<CoordinatorRecord> record() {
                return Optional.of(stored);
            }
        }

        record Nonsense() implements Event {
            @Override
            public Optional<CoordinatorRecord> record() {
                return Optional.empty();
            }
        }

        record Saw(String what) implements Event {
            @Override
            public Optional<CoordinatorRecord> record() {
                return Optional.empty();
            }
        }
    }

    record Errand(String name) implements Effect {}

    record Alarm(String name) implements TimerCommand.Key {}

    static Event written(String name, String word) {
        return new Event.Stored(CoordinatorRecord.of(key(name), new OffsetCommitValue().metadata(word), 4));
    }

    static OffsetCommitKey key(String name) {
        return new OffsetCommitKey().group(name).topic("diary");
    }

    @Override
    public Decision<Event, String> decide(Command command, long nowMs) {
        return switch (command) {
            case Command.Write write -> Decision.reply(List.of(written(write.name(), write.word())), write.word());
            case Command.Erase erase ->
                Decision.reply(List.of(new Event.Stored(CoordinatorRecord.tombstone(key(erase.name())))), "erased");
            case Command.Read read -> Decision.reply(words.getOrDefault(read.name(), "nothing"));
            case Command.Refuse refuse -> Decision.reject(refuse.error());
            case Command.Wait wait ->
                new Decision<>(List.of(), new Outcome.Park<>(wait.waiterKey()), List.of(), List.of());
            case Command.Call call ->
                Decision.<Event, String>reply(List.of(written(call.waiterKey(), call.word())), "called")
                        .withWakes(List.of(new Wake<>(call.waiterKey(), call.word())));
            case Command.SetTimer set ->
                Decision.<Event, String>reply("set")
                        .withTimers(List.of(new TimerCommand.Set(new Alarm(set.name()), set.deadlineMs())));
            case Command.CancelTimer cancel ->
                Decision.<Event, String>reply("cancelled")
                        .withTimers(List.of(new TimerCommand.Cancel(new Alarm(cancel.name()))));
            case Command.Send send ->
                Decision.<Event, String>reply(List.of(written(send.name(), send.word())), send.word())
                        .withEffects(List.of(new Errand(send.name())));
            case Command.BreakDown breakDown -> throw new IllegalStateException("as asked");
            case Command.DecideOnNonsense nonsense -> Decision.reply(List.of(new Event.Nonsense()), "done");
            case Command.ClusterChanged change ->
                new Decision<>(
                        List.of(new Event.Saw(change.topics() + (change.first() ? " topics at first" : " topics"))),
                        new Outcome.Nothing<>(),
                        List.of(),
                        List.of());
        };
    }

    @Override
    public Decision<Event, String> due(TimerCommand.Key timer, long nowMs) {
        return new Decision<>(
                List.of(written(((Alarm) timer).name(), "rang at " + nowMs)),
                new Outcome.Nothing<>(),
                List.of(),
                List.of());
    }

    @Override
    public void apply(Event event) {
        switch (event) {
            case Event.Stored stored -> apply(stored.stored());
            case Event.Nonsense nonsense -> throw new IllegalStateException("nobody can apply this");
            case Event.Saw saw -> seen.add(saw.what());
        }
    }

    private void apply(CoordinatorRecord record) {
        String name = ((OffsetCommitKey) record.key()).group();
        if (record.value().isEmpty()) {
            words.remove(name);
        } else {
            words.put(name, ((OffsetCommitValue) record.value().get().message()).metadata());
        }
    }

    @Override
    public void applyPending(long producerId, Event event) {
        pending.computeIfAbsent(producerId, any -> new ArrayList<>()).add(event);
    }

    @Override
    public void endTransaction(long producerId, boolean committed) {
        List<Event> events = pending.remove(producerId);
        if (committed && events != null) {
            events.forEach(this::apply);
        }
    }

    @Override
    public Decision<Event, String> loaded(long nowMs) {
        return new Decision<>(List.of(new Event.Saw("loaded")), new Outcome.Nothing<>(), List.of(), List.of());
    }

    /** Diaries, as the runtime knows them. */
    static final class Kind implements CoordinatorKind<Command, Event, String> {
        static final String TOPIC = "__consumer_offsets";

        final Map<Integer, Diary> machines = new TreeMap<>();
        final Compression compression;
        final List<String> errands = new ArrayList<>();
        EffectOrigin<Command> latestOrigin;

        Kind(Compression compression) {
            this.compression = compression;
        }

        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public int partitionsByDefault() {
            return 3;
        }

        @Override
        public Compression compression() {
            return compression;
        }

        @Override
        public int commitTimeoutMs() {
            return 5_000;
        }

        @Override
        public CoordinatorMachine<Command, Event, String> newMachine(int partition) {
            Diary diary = new Diary();
            machines.put(partition, diary);
            return diary;
        }

        @Override
        public Optional<Event> read(ByteBuffer key, ByteBuffer value) {
            WireReader keyReader = new WireReader(key.duplicate());
            if (keyReader.readInt16() != GroupRecordType.OFFSET_COMMIT.id()) {
                return Optional.empty();
            }
            OffsetCommitKey name = OffsetCommitKey.read(keyReader, 0);
            if (value == null) {
                return Optional.of(new Event.Stored(CoordinatorRecord.tombstone(name)));
            }
            WireReader valueReader = new WireReader(value.duplicate());
            short version = valueReader.readInt16();
            return Optional.of(new Event.Stored(
                    CoordinatorRecord.of(name, OffsetCommitValue.read(valueReader, version), version)));
        }

        @Override
        public void carryOut(Effect effect, EffectOrigin<Command> origin) {
            errands.add(((Errand) effect).name() + " in epoch " + origin.leaderEpoch());
            latestOrigin = origin;
        }

        @Override
        public Command clusterChanged(ClusterImage image, Optional<ImageDelta> delta) {
            return new Command.ClusterChanged(image.topics().all().size(), delta.isEmpty());
        }
    }
}
