package io.ottla.storage.disk.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.disk.sim.SimulatedDisk.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {
    private static final Path FOLDER = Path.of("/data").toAbsolutePath();
    private static final Path FILE = FOLDER.resolve("f");

    @Test
    void keepsWhatWasForcedAndPerhapsTheRest() throws IOException {
        Set<Integer> sizes = new HashSet<>();
        Set<Byte> tails = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            SimulatedDisk disk = disk(seed);
            try (DiskFile file = disk.open(FILE, Disk.Mode.CREATE)) {
                file.write(0, filled(5000, 1));
                file.force();
                disk.forceDirectory(FOLDER);
                file.write(5000, filled(20_000, 2));
            }
            byte[] found = content(disk.afterPowerLoss());
            assertThat(found.length).isBetween(5000, 25_000);
            assertThat(Arrays.copyOf(found, 5000)).containsOnly(1);
            sizes.add(found.length);
            for (int i = 5000; i < found.length; i++) {
                tails.add(found[i]);
            }
        }
        assertThat(sizes).contains(5000, 25_000).hasSizeGreaterThan(10);
        assertThat(tails).containsExactlyInAnyOrder((byte) 0, (byte) 2);
    }

    @Test
    void mayUndoNamesUntilTheFolderIsForced() throws IOException {
        Set<Boolean> outcomes = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = disk(seed);
            disk.open(FILE, Disk.Mode.CREATE).close();
            outcomes.add(disk.afterPowerLoss().exists(FILE));
            SimulatedDisk forced = disk(seed);
            forced.open(FILE, Disk.Mode.CREATE).close();
            forced.forceDirectory(FOLDER);
            assertThat(forced.afterPowerLoss().exists(FILE)).isTrue();
        }
        assertThat(outcomes).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void renamesInOneStep() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = disk(seed);
            disk.open(FILE, Disk.Mode.CREATE).close();
            disk.forceDirectory(FOLDER);
            disk.rename(FILE, FOLDER.resolve("g"));
            assertThat(disk.afterPowerLoss().list(FOLDER)).hasSize(1);
        }
    }

    @Test
    void keepsEverythingWhenOnlyTheProcessDies() throws IOException {
        SimulatedDisk disk = disk(1);
        try (DiskFile file = disk.open(FILE, Disk.Mode.CREATE)) {
            file.write(0, filled(9000, 3));
        }
        assertThat(content(disk.afterKill())).hasSize(9000).containsOnly(3);
    }

    @Test
    void diesInTheOperationThatWasNamedAndStaysDead() throws IOException {
        SimulatedDisk disk = disk(1);
        DiskFile file = disk.open(FILE, Disk.Mode.CREATE);
        disk.crashIn(disk.operations() + 2);
        file.write(0, filled(10, 1));
        assertThatThrownBy(() -> file.write(10, filled(10, 1))).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> disk.list(FOLDER)).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(1))).isInstanceOf(SimulatedCrash.class);
    }

    @Test
    void fillsUp() throws IOException {
        SimulatedDisk disk = disk(1);
        disk.limitSpace(100);
        DiskFile file = disk.open(FILE, Disk.Mode.CREATE);
        file.write(0, filled(90, 1));
        assertThatThrownBy(() -> file.write(90, filled(20, 1))).hasMessage("No space left on device");
        assertThat(file.size()).isEqualTo(100);
        file.write(0, filled(90, 2));
        assertThat(disk.space(FOLDER).usableBytes()).isZero();
    }

    @Test
    void failsOnDemandAndHeals() throws IOException {
        SimulatedDisk disk = disk(1);
        DiskFile file = disk.open(FILE, Disk.Mode.CREATE);
        disk.inject((operation, path) -> operation == Operation.READ && path.equals(FILE)
                ? Optional.of(new IOException("Input/output error"))
                : Optional.empty());
        file.write(0, filled(5, 1));
        assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(5))).hasMessage("Input/output error");
        disk.heal();
        assertThat(file.read(0, ByteBuffer.allocate(5))).isEqualTo(5);
    }

    @Test
    void flipsBits() throws IOException {
        SimulatedDisk disk = disk(1);
        try (DiskFile file = disk.open(FILE, Disk.Mode.CREATE)) {
            file.write(0, filled(5, 0));
        }
        disk.flipBit(FILE, 8 * 3 + 1);
        assertThat(content(disk)).containsExactly(0, 0, 0, 2, 0);
    }

    @Test
    void countsOpenFiles() throws IOException {
        SimulatedDisk disk = disk(1);
        DiskFile first = disk.open(FILE, Disk.Mode.CREATE);
        DiskFile second = disk.open(FILE, Disk.Mode.READ);
        first.close();
        first.close();
        second.close();
        assertThat(disk.openFiles()).isZero();
        assertThat(disk.openFilesMost()).isEqualTo(2);
        assertThatThrownBy(() -> disk.open(FOLDER.resolve("none"), Disk.Mode.READ))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static SimulatedDisk disk(long seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.createFolders(FOLDER);
        disk.forceDirectory(FOLDER.getParent());
        return disk;
    }

    private static ByteBuffer filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] content(SimulatedDisk disk) throws IOException {
        try (DiskFile file = disk.open(FILE, Disk.Mode.READ)) {
            byte[] bytes = new byte[(int) file.size()];
            file.read(0, ByteBuffer.wrap(bytes));
            return bytes;
        }
    }
}
