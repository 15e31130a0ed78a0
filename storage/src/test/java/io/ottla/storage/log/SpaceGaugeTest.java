package io.ottla.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.disk.sim.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpaceGaugeTest {
    private static final Path FILE = Path.of("/filler").toAbsolutePath();
    private static final long CAPACITY = 320_000;
    private static final long RESERVE = CAPACITY / 32;

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final SpaceGauge gauge = new SpaceGauge(disk, FILE.getParent(), SpaceReserve.DEFAULT);

    @Test
    void admitsNothingThatWouldUseTheReserve() throws IOException {
        disk.limitSpace(CAPACITY);
        fillUpTo(CAPACITY - RESERVE - 1_000);
        assertThat(gauge.admits(900, 0)).isTrue();
        fillUpTo(CAPACITY - RESERVE - 100);
        assertThat(gauge.admits(900, 0)).isFalse();
    }

    @Test
    void admitsAgainWhenThereIsClearlyMoreThanTheReserve() throws IOException {
        disk.limitSpace(CAPACITY);
        fillUpTo(CAPACITY);
        assertThat(gauge.admits(1, 0)).isFalse();
        fillUpTo(CAPACITY - RESERVE - 10);
        assertThat(gauge.admits(1, 1_000)).as("it would be full again at once").isFalse();
        fillUpTo(CAPACITY - 2 * RESERVE);
        assertThat(gauge.admits(1, 1_001)).as("too soon to ask again").isFalse();
        assertThat(gauge.admits(1, 2_000)).isTrue();
    }

    @Test
    void noticesWhatOthersWrite() throws IOException {
        disk.limitSpace(CAPACITY);
        fillUpTo(0);
        assertThat(gauge.admits(1, 0)).isTrue();
        fillUpTo(CAPACITY);
        assertThat(gauge.admits(CAPACITY / 10, 1)).as("so much that it asks").isFalse();
        fillUpTo(0);
        assertThat(gauge.admits(1, 1_001)).isTrue();
        fillUpTo(CAPACITY);
        assertThat(gauge.admits(1, 3_000)).as("after a while").isFalse();
    }

    @Test
    void takesTheWordOfTheDiskThatRefused() {
        assertThat(gauge.admits(1, 0)).isTrue();
        gauge.noteFull(1);
        assertThat(gauge.admits(1, 2)).isFalse();
        assertThat(gauge.admits(1, 1_000)).isTrue();
    }

    @Test
    void keepsAsMuchAsItIsTold() throws IOException {
        SpaceGauge told = new SpaceGauge(disk, FILE.getParent(), new SpaceReserve(OptionalLong.of(100)));
        disk.limitSpace(CAPACITY);
        fillUpTo(CAPACITY - 200);
        assertThat(told.admits(90, 0)).isTrue();
        fillUpTo(CAPACITY - 110);
        assertThat(told.admits(90, 2_000)).isFalse();
    }

    private void fillUpTo(long bytes) throws IOException {
        try (DiskFile file = disk.open(FILE, Disk.Mode.CREATE)) {
            file.truncate(0);
            file.write(0, ByteBuffer.allocate((int) bytes));
        }
    }
}
