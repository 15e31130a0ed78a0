package io.ottla.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.disk.FileDisk;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.log.LogSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Record data goes from its files into responses, byte for byte, and every file is let go of, whatever becomes of it. */
@Timeout(60)
class FileSendingTest {
    private static final Path SIMULATED = Path.of("/data/t-0").toAbsolutePath();

    @TempDir
    Path folder;

    private final SimulatedDisk disk = new SimulatedDisk(1);

    /** On both sides of the size from which on record data is sent from the file. */
    @ParameterizedTest
    @ValueSource(
            ints = {1, 100, ResponseWriter.COPIED_BYTES_MAX - 200, ResponseWriter.COPIED_BYTES_MAX, 300_000, 5_000_000})
    void oneSlice(int size) throws Exception {
        StoredRecords stored = new StoredRecords(new FileDisk(), folder.resolve("t-0"));
        long offset = stored.append(size, new Random(size));
        byte[] expected = readOnce(stored, offset);
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("fetch");
            server.next().answer(send(List.of(stored.slice(offset))));
            assertThat(StoredRecords.records(client.read())).containsExactly(ByteBuffer.wrap(expected));
        }
        stored.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void responsesOfManySlicesBetweenOthers(long seed) throws Exception {
        Random random = new Random(seed);
        StoredRecords stored = new StoredRecords(new FileDisk(), folder.resolve("t-0"));
        List<byte[]> batches = new ArrayList<>();
        for (int batch = 0; batch < 30; batch++) {
            batches.add(readOnce(stored, stored.append((int) Math.pow(2, random.nextDouble() * 17), random)));
        }
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            for (int round = 0; round < 60; round++) {
                List<ByteBuffer> expected = new ArrayList<>();
                List<LogSlice> slices = new ArrayList<>();
                for (int left = random.nextInt(6); left > 0; left--) {
                    int batch = random.nextInt(batches.size());
                    expected.add(ByteBuffer.wrap(batches.get(batch)));
                    slices.add(stored.slice(batch));
                }
                client.send("echo before");
                client.send("fetch");
                client.send("echo after");
                server.next().answer(send(slices));
                assertThat(client.readText()).isEqualTo("echo before");
                assertThat(StoredRecords.records(client.read()))
                        .as("seed %s", seed)
                        .isEqualTo(expected);
                assertThat(client.readText()).isEqualTo("echo after");
            }
        }
        stored.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300_000})
    void filesAreLetGoOfWhenTheirResponseIsSent(int size) throws Exception {
        StoredRecords stored = simulated();
        long offset = stored.append(size, new Random(1));
        LogSlice slice = stored.slice(offset);
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("fetch");
            server.next().answer(send(List.of(slice)));
            client.read();
        }
        assertAllIsLetGoOf(stored);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300_000})
    void filesAreLetGoOfWhenTheClientIsGone(int size) throws Exception {
        StoredRecords stored = simulated();
        long offset = stored.append(size, new Random(1));
        try (TestServer server = new TestServer()) {
            FrameClient client = server.connect();
            client.send("fetch");
            Exchange exchange = server.next();
            client.reset();
            server.awaitConnections(0);
            exchange.answer(send(List.of(stored.slice(offset))));
        }
        assertAllIsLetGoOf(stored);
    }

    @Test
    void filesAreLetGoOfWhenTheClientDoesNotReadAndGoes() throws Exception {
        StoredRecords stored = simulated();
        long offset = stored.append(4_000_000, new Random(1));
        try (TestServer server = new TestServer()) {
            FrameClient client = server.connect();
            for (int request = 0; request < 20; request++) {
                client.send("fetch");
                server.next().answer(send(List.of(stored.slice(offset))));
            }
            client.reset();
            server.awaitConnections(0);
        }
        assertAllIsLetGoOf(stored);
    }

    @Test
    void aSecondAnswerLetsGoOfItsFilesUnsent() throws Exception {
        StoredRecords stored = simulated();
        long offset = stored.append(300_000, new Random(1));
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("fetch");
            Exchange exchange = server.next();
            exchange.answer(RawResponse.of("first"));
            exchange.answer(send(List.of(stored.slice(offset))));
            assertThat(client.readText()).isEqualTo("first");
        }
        assertAllIsLetGoOf(stored);
    }

    /** The size was promised already, so the connection is all that can end. */
    @ParameterizedTest
    @ValueSource(ints = {100, 300_000})
    void aFileThatCannotBeReadEndsTheConnection(int size) throws Exception {
        StoredRecords stored = simulated();
        long offset = stored.append(size, new Random(1));
        LogSlice slice = stored.slice(offset);
        try (TestServer server = new TestServer();
                FrameClient client = server.connect()) {
            client.send("fetch");
            Exchange exchange = server.next();
            disk.inject((operation, path) -> operation == SimulatedDisk.Operation.READ
                    ? Optional.of(new IOException("Input/output error"))
                    : Optional.empty());
            exchange.answer(send(List.of(slice)));
            client.socket().getInputStream().readAllBytes();
            server.awaitConnections(0);
            disk.heal();
        }
        assertAllIsLetGoOf(stored);
    }

    private StoredRecords simulated() throws Exception {
        return new StoredRecords(disk, SIMULATED);
    }

    private void assertAllIsLetGoOf(StoredRecords stored) throws Exception {
        stored.close();
        assertThat(disk.openFiles()).isZero();
    }

    private static Answer send(List<LogSlice> slices) {
        return new Answer.Send(StoredRecords.response(slices), 0);
    }

    private static byte[] readOnce(StoredRecords stored, long offset) throws Exception {
        LogSlice slice = stored.slice(offset);
        try {
            return StoredRecords.bytes(slice);
        } finally {
            slice.release();
        }
    }
}
