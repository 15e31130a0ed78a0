package io.ottla.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.Records;
import io.ottla.broker.api.Requests;
import io.ottla.broker.api.alterreplicalogdirs.AlterReplicaLogDirsHandler;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.AlterReplicaLogDirsRequest;
import io.ottla.wire.message.AlterReplicaLogDirsRequest.AlterReplicaLogDir;
import io.ottla.wire.message.AlterReplicaLogDirsRequest.AlterReplicaLogDirTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replica moves to another data folder while it is written, and nobody notices. */
class MoveTest {
    private static final Path A = Path.of("/data/a").toAbsolutePath();
    private static final Path B = Path.of("/data/b").toAbsolutePath();
    private static final String[] SMALL_SEGMENTS = {"segment.index.bytes", "64", "index.interval.bytes", "0"};

    private SimulatedBroker broker = SimulatedBroker.start(2);
    private Requests requests = new Requests(broker);
    private int appended;

    @Test
    void theLogGoesOnInTheOtherFolder() throws IOException {
        broker.createTopic("topic", 1, SMALL_SEGMENTS);
        append(30);
        Path from = broker.partition("topic", 0).log().folder().getParent();
        assertThat(order("topic", 0, other(from))).isEqualTo(ErrorCode.NONE);
        assertThat(broker.partition("topic", 0).log().folder())
                .isEqualTo(other(from).resolve("topic-0"));
        append(5);
        assertThat(readAll()).isEqualTo(all());
        assertThat(reports(true)).isEmpty();
        broker.advance(200_000);
        assertThat(broker.disk.list(from)).noneMatch(name -> name.startsWith("topic"));
        startAgain(broker.disk.afterKill());
        assertThat(readAll()).isEqualTo(all());
        assertThat(broker.offlineDirs).isEmpty();
    }

    @Test
    void whatIsWrittenMeanwhileComesAlong() {
        broker.createTopic("topic", 1, SMALL_SEGMENTS);
        append(10);
        Path target = orderWithoutSettling();
        broker.runKeeper();
        for (int i = 0; i < 5; i++) {
            broker.turnShards();
            sendWithoutSettling();
        }
        assertThat(reports(true)).hasSize(1).allMatch(log -> log.offsetLag() > 0);
        broker.settle();
        assertThat(broker.partition("topic", 0).log().folder().getParent()).isEqualTo(target);
        assertThat(readAll()).isEqualTo(all());
    }

    @Test
    void aRestartInTheMidstBeginsAnew() throws IOException {
        broker.createTopic("topic", 1, SMALL_SEGMENTS);
        append(20);
        Path target = orderWithoutSettling();
        broker.runKeeper();
        broker.turnShards();
        assertThat(broker.disk.list(target)).anyMatch(name -> name.endsWith("-future"));
        startAgain(broker.disk.afterKill());
        assertThat(broker.partition("topic", 0).log().folder().getParent()).isEqualTo(target);
        assertThat(readAll()).isEqualTo(all());
        broker.advance(200_000);
        assertThat(broker.disk.list(A)).noneMatch(name -> name.contains("-future"));
        assertThat(broker.disk.list(B)).noneMatch(name -> name.contains("-future"));
    }

    @Test
    void aTopicThatIsDeletedLeavesNothing() throws IOException {
        Uuid id = broker.createTopic("topic", 1);
        append(20);
        orderWithoutSettling();
        broker.runKeeper();
        broker.turnShards();
        broker.deleteTopic(id);
        broker.advance(200_000);
        for (Path dir : List.of(A, B)) {
            assertThat(broker.disk.list(dir)).noneMatch(name -> name.startsWith("topic"));
        }
    }

    @Test
    void anOrderThatCannotBeCarriedOutIsRefused() {
        broker.createTopic("topic", 1);
        Path here = broker.partition("topic", 0).log().folder().getParent();
        assertThat(order("topic", 0, here)).isEqualTo(ErrorCode.NONE);
        assertThat(order("topic", 0, Path.of("/data/c"))).isEqualTo(ErrorCode.LOG_DIR_NOT_FOUND);
        assertThat(order("topic", 1, here)).isEqualTo(ErrorCode.REPLICA_NOT_AVAILABLE);
        assertThat(order("none", 0, here)).isEqualTo(ErrorCode.REPLICA_NOT_AVAILABLE);
        assertThat(order("t".repeat(240), 0, here)).isEqualTo(ErrorCode.INVALID_TOPIC_EXCEPTION);
    }

    @Test
    void recordsThatWereDeletedStayDeleted() {
        broker.createTopic("topic", 1, SMALL_SEGMENTS);
        append(20);
        broker.partition("topic", 0).log().advanceLogStartOffset(13);
        Path from = broker.partition("topic", 0).log().folder().getParent();
        order("topic", 0, other(from));
        assertThat(broker.partition("topic", 0).log().logStartOffset()).isEqualTo(13);
        startAgain(broker.disk.afterKill());
        assertThat(broker.partition("topic", 0).log().logStartOffset()).isEqualTo(13);
        assertThat(broker.partition("topic", 0).log().highWatermark()).isEqualTo(20);
    }

    /** Whenever the power goes, all that was flushed is there, in one of the two folders. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingThatWasFlushedIsLostWheneverThePowerGoes(long seed) {
        long operations = Long.MAX_VALUE;
        for (long crashIn = seed; crashIn < operations; crashIn += 3) {
            broker = SimulatedBroker.start(1);
            requests = new Requests(broker);
            appended = 0;
            broker.createTopic(
                    "topic", 1, "segment.index.bytes", "64", "index.interval.bytes", "0", "flush.messages", "1");
            append(12);
            long before = broker.disk.operations();
            broker.disk.crashIn(before + crashIn);
            try {
                order(
                        "topic",
                        0,
                        other(broker.partition("topic", 0).log().folder().getParent()));
                operations = broker.disk.operations() - before;
                return;
            } catch (RuntimeException | Error died) {
                broker.disk.crashIn(Long.MAX_VALUE);
            }
            startAgain(crashIn % 2 == 0 ? broker.disk.afterPowerLoss() : broker.disk.afterKill());
            assertThat(readAll()).as("died in operation %d", crashIn).isEqualTo(all());
            append(1);
            assertThat(readAll()).isEqualTo(all());
        }
    }

    private void startAgain(SimulatedDisk left) {
        broker = broker.startAgain(left);
        requests = new Requests(broker);
    }

    private static Path other(Path dir) {
        return dir.equals(A) ? B : A;
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            String value = "value " + appended++;
            assertThat(requests.append("topic", 0, Records.batch(broker.nowMs(), value))
                            .errorCode())
                    .isZero();
        }
    }

    private void sendWithoutSettling() {
        String value = "value " + appended++;
        broker.send(
                requests.produce,
                Requests.PRODUCE,
                Requests.produceRequest(-1, "topic", 0, Records.batch(broker.nowMs(), value)));
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < appended; i++) {
            all.add(i + ":value " + i);
        }
        return all;
    }

    private List<String> readAll() {
        List<String> all = new ArrayList<>();
        List<String> read;
        do {
            read = Records.values(requests.read("topic", 0, all.size()).records());
            all.addAll(read);
        } while (!read.isEmpty());
        return all;
    }

    private Path orderWithoutSettling() {
        Path target = other(broker.partition("topic", 0).log().folder().getParent());
        broker.send(new AlterReplicaLogDirsHandler(broker.service.moves()), 2, request("topic", 0, target));
        return target;
    }

    private ErrorCode order(String topic, int partition, Path dir) {
        return ErrorCode.forCode(
                broker.call(new AlterReplicaLogDirsHandler(broker.service.moves()), 2, request(topic, partition, dir))
                        .results()
                        .getFirst()
                        .partitions()
                        .getFirst()
                        .errorCode());
    }

    private static AlterReplicaLogDirsRequest request(String topic, int partition, Path dir) {
        return new AlterReplicaLogDirsRequest()
                .dirs(List.of(new AlterReplicaLogDir()
                        .path(dir.toString())
                        .topics(List.of(
                                new AlterReplicaLogDirTopic().name(topic).partitions(List.of(partition))))));
    }

    private List<LogDirReport.Log> reports(boolean futures) {
        List<LogDirReport.Log> found = new ArrayList<>();
        broker.service
                .reports()
                .request(
                        dirs -> dirs.forEach(dir -> dir.logs().stream()
                                .filter(log -> log.isFuture() == futures)
                                .forEach(found::add)),
                        failure -> {
                            throw new AssertionError(failure);
                        });
        for (int i = 0; i < 3; i++) {
            broker.runKeeper();
            broker.turnShards();
        }
        return found;
    }
}
