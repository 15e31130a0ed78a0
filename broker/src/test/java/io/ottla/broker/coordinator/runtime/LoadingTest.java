package io.ottla.broker.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.runtime.Diary.Command;
import io.ottla.broker.partition.Partition;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.storage.log.AppendRequest;
import io.ottla.storage.producer.AppendOrigin;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.Compression;
import io.ottla.wire.batch.TransactionMarker;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loading is applying what the log holds. */
class LoadingTest {

    @ParameterizedTest
    @EnumSource(Compression.class)
    void whatWasWrittenIsThereAgain(Compression compression) {
        DiaryBroker diaries = DiaryBroker.on(SimulatedBroker.start(2), compression);
        diaries.topicId = diaries.broker.createTopic(Diary.Kind.TOPIC, 1);
        for (int i = 0; i < 50; i++) {
            diaries.ask(new Command.Write("day " + i % 20, "word " + i));
        }
        diaries.ask(new Command.Erase("day 7"));

        DiaryBroker again = diaries.restart();

        assertThat(again.diary().words).isEqualTo(diaries.diary().words).hasSize(19);
    }

    @Test
    void aLogOfManyPiecesIsReadToItsEnd() {
        DiaryBroker diaries = DiaryBroker.start("segment.bytes", "1048576");
        for (int i = 0; i < 100; i++) {
            diaries.ask(new Command.Write("day " + i, "w".repeat(30_000)));
        }

        DiaryBroker again = diaries.restart();

        assertThat(again.diary().words).isEqualTo(diaries.diary().words).hasSize(100);
    }

    @Test
    void whileItLoadsNobodyIsServed() {
        DiaryBroker diaries = DiaryBroker.start();
        diaries.ask(new Command.Write("monday", "rain"));
        diaries.broker.elect(diaries.topicId, 0, 2);
        diaries.broker.electWithoutSettling(diaries.topicId, 0, SimulatedBroker.NODE_ID);
        diaries.broker.runKeeper();
        diaries.broker.turnShards();
        DiaryBroker.Answer early = diaries.send(new Command.Read("monday"));
        diaries.broker.turnShards();

        assertThat(early).hasToString("COORDINATOR_LOAD_IN_PROGRESS");
        diaries.broker.settle();
        assertThat(diaries.ask(new Command.Read("monday"))).isEqualTo("rain");
    }

    @Test
    void recordsOfUnknownTypesArePassedOver() {
        DiaryBroker diaries = DiaryBroker.start();
        diaries.ask(new Command.Write("monday", "rain"));
        ByteBuffer unknownType =
                ByteBuffer.allocate(4).putShort((short) 999).putShort((short) 1).flip();
        append(diaries, new BatchBuilder().append(1, unknownType, ByteBuffer.allocate(3)), AppendOrigin.COORDINATOR);

        DiaryBroker again = diaries.restart();

        assertThat(again.ask(new Command.Read("monday"))).isEqualTo("rain");
    }

    @Test
    void transactionsCountWhenTheyAreCommitted() {
        DiaryBroker diaries = DiaryBroker.start();
        transaction(diaries, 7, "monday", "rain");
        transaction(diaries, 8, "tuesday", "snow");
        transaction(diaries, 9, "wednesday", "fog");
        end(diaries, 7, true);
        end(diaries, 8, false);

        DiaryBroker again = diaries.restart();

        assertThat(again.diary().words).containsOnlyKeys("monday");
        assertThat(again.diary().pending).containsOnlyKeys(9L);
    }

    @Test
    void whatItIsToKnowOfTheClusterComesBeforeTheFirstCommand() {
        DiaryBroker diaries = DiaryBroker.start();
        diaries.broker.createTopic("another", 1);
        diaries.broker.elect(diaries.topicId, 0, 2);
        diaries.broker.elect(diaries.topicId, 0, SimulatedBroker.NODE_ID);
        diaries.broker.createTopic("a third", 1);

        assertThat(diaries.diary().seen).containsExactly("2 topics at first", "loaded", "3 topics");
    }

    private static void transaction(DiaryBroker diaries, long producerId, String name, String word) {
        RecordBytes record = RecordBytes.of(Diary.written(name, word).record().orElseThrow());
        append(
                diaries,
                new BatchBuilder()
                        .producer(producerId, (short) 0, 0)
                        .transactional()
                        .append(1, record.key(), record.value()),
                AppendOrigin.REPLICATION);
    }

    private static void end(DiaryBroker diaries, long producerId, boolean commit) {
        TransactionMarker marker = new TransactionMarker(commit, 0);
        append(
                diaries,
                new BatchBuilder()
                        .producer(producerId, (short) 0, -1)
                        .transactional()
                        .control()
                        .append(1, marker.key(), marker.value()),
                AppendOrigin.REPLICATION);
    }

    private static void append(DiaryBroker diaries, BatchBuilder batch, AppendOrigin origin) {
        Partition partition = diaries.broker.partition(Diary.Kind.TOPIC, 0);
        long offset = partition.log().logEndOffset();
        ByteBuffer bytes = batch.build();
        bytes.putLong(0, offset);
        bytes.putInt(12, 0);
        partition.log().stage(bytes, new AppendRequest(origin, 0, 1_000_000));
        partition.log().write();
        assertThat(partition.log().logEndOffset()).isEqualTo(offset + 1);
    }
}
