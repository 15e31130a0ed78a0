package io.ottla.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.segment.SegmentFileName.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilePoolTest {
    private static final Path FOLDER = Path.of("/data/t-0").toAbsolutePath();

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final FilePool pool = new FilePool(disk, 3);
    private final List<LogFile> files = new ArrayList<>();

    @BeforeEach
    void makeFiles() throws IOException {
        disk.createFolders(FOLDER);
        for (int i = 0; i < 10; i++) {
            LogFile file = new LogFile(pool, FOLDER, i, Kind.LOG);
            file.create();
            files.add(file);
        }
    }

    @Test
    void keepsNoMoreOpenThanItMay() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            LogFile file = files.get(random.nextInt(10));
            if (random.nextInt(5) == 0) {
                file.close();
            } else {
                file.write(0, ByteBuffer.allocate(1));
            }
            assertThat(disk.openFiles()).isEqualTo(pool.open()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void closesTheOneThatWasNotUsedForLongest() throws IOException {
        PinnedFile first = files.get(0).opened();
        PinnedFile second = files.get(1).opened();
        files.get(2).opened();
        assertThat(files.get(0).opened()).isSameAs(first);
        files.get(3).opened();
        assertThat(files.get(0).opened()).isSameAs(first);
        assertThat(files.get(1).opened()).isNotSameAs(second);
    }

    @Test
    void leavesAFileOpenToThoseWhoHoldIt() throws IOException {
        PinnedFile held = files.get(0).opened().pin();
        for (LogFile file : files.subList(1, 10)) {
            file.opened();
        }
        assertThat(pool.open()).isEqualTo(3);
        assertThat(disk.openFiles()).isEqualTo(4);
        assertThat(held.file().size()).isZero();
        held.unpin();
        assertThat(disk.openFiles()).isEqualTo(3);
    }

    @Test
    void tellsWhenAFileIsLetGoTooOften() throws IOException {
        PinnedFile held = files.get(0).opened().pin();
        files.get(0).close();
        held.unpin();
        assertThatThrownBy(held::unpin).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(held::pin).isInstanceOf(IllegalStateException.class);
    }
}
