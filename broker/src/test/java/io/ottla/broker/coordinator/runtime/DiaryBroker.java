package io.ottla.broker.coordinator.runtime;

import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.storage.log.AtLeast;
import io.ottla.storage.log.LogSlice;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.batch.BatchCursor;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A broker in virtual time that runs diaries, on one partition unless said. */
final class DiaryBroker {
    final SimulatedBroker broker;
    final Diary.Kind kind;
    final Coordinators<Diary.Command, Diary.Event, String> coordinators;
    Uuid topicId;

    /** What became of a command. */
    static final class Answer implements CoordinatorReply<String> {
        final List<String> given = new ArrayList<>();

        @Override
        public void reply(String response) {
            given.add(response);
        }

        @Override
        public void reject(ErrorCode error) {
            given.add(error.name());
        }

        @Override
        public String toString() {
            return given.isEmpty() ? "waits" : String.join(" and ", given);
        }
    }

    private DiaryBroker(SimulatedBroker broker, Compression compression) {
        this.broker = broker;
        this.kind = new Diary.Kind(compression);
        this.coordinators = new Coordinators<>(kind, broker.service);
        broker.follow(coordinators::clusterChanged);
    }

    static DiaryBroker start(String... topicConfigs) {
        DiaryBroker diaries = new DiaryBroker(SimulatedBroker.start(2), Compression.NONE);
        diaries.topicId = diaries.broker.createTopic(Diary.Kind.TOPIC, 1, topicConfigs);
        return diaries;
    }

    static DiaryBroker on(SimulatedBroker broker, Compression compression) {
        return new DiaryBroker(broker, compression);
    }

    /** Ends in good order and starts again. */
    DiaryBroker restart() {
        broker.stop();
        DiaryBroker again = new DiaryBroker(broker.startAgain(broker.disk), kind.compression);
        again.topicId = topicId;
        again.broker.settle();
        return again;
    }

    Answer send(Diary.Command command) {
        Answer answer = new Answer();
        coordinators.send("any key", command, answer);
        return answer;
    }

    String ask(Diary.Command command) {
        Answer answer = send(command);
        broker.settle();
        return answer.toString();
    }

    Diary diary() {
        return kind.machines.get(0);
    }

    /** How many records each batch of the log has. */
    List<Integer> batches() {
        var log = broker.partition(Diary.Kind.TOPIC, 0).log();
        LogSlice slice = (LogSlice) log.read(log.logStartOffset(), 1 << 24, AtLeast.ONE_BATCH, log.logEndOffset());
        ByteBuffer bytes = ByteBuffer.allocate(slice.sizeInBytes());
        try {
            slice.copyTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            slice.release();
        }
        List<Integer> counts = new ArrayList<>();
        BatchCursor cursor = new BatchCursor(bytes.flip());
        while (cursor.advance()) {
            counts.add(cursor.batch().recordCount());
        }
        return counts;
    }
}
