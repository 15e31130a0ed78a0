package io.ottla.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.sim.SimulatedCrash;
import io.ottla.storage.disk.sim.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AtomicFileTest {
    private static final Path FOLDER = Path.of("/data").toAbsolutePath();
    private static final Path FILE = FOLDER.resolve("checkpoint");

    @Test
    void hasTheOldContentOrTheNewWhateverHappens() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            for (int operation = 1; operation <= 5; operation++) {
                SimulatedDisk disk = disk(seed);
                AtomicFile.replace(disk, FILE, bytes("old"));
                disk.crashIn(disk.operations() + operation);
                assertThatThrownBy(() -> AtomicFile.replace(disk, FILE, bytes("the new one")))
                        .isInstanceOf(SimulatedCrash.class);
                assertThat(text(AtomicFile.read(disk.afterPowerLoss(), FILE))).isIn("old", "the new one");
            }
        }
    }

    @Test
    void isDurableOnceItReturns() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = disk(seed);
            AtomicFile.replace(disk, FILE, bytes("a longer text that was there first"));
            AtomicFile.replace(disk, FILE, bytes("new"));
            assertThat(text(AtomicFile.read(disk.afterPowerLoss(), FILE))).isEqualTo("new");
        }
    }

    @Test
    void tellsThatThereIsNone() throws IOException {
        assertThat(AtomicFile.read(disk(1), FILE)).isEmpty();
    }

    private static SimulatedDisk disk(long seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.createFolders(FOLDER);
        disk.forceDirectory(FOLDER.getParent());
        return disk;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Optional<ByteBuffer> content) {
        return StandardCharsets.UTF_8.decode(content.orElseThrow()).toString();
    }
}
