package io.ottla.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.segment.SegmentFileName.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SparseIndexTest {
    private static final Path FOLDER = Path.of("/data/t-0").toAbsolutePath();

    private record Entry(long key, int value) {}

    private LogFile file;

    @ParameterizedTest
    @EnumSource(IndexLayout.class)
    void findsWhatASortedListFinds(IndexLayout layout) throws IOException {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            SparseIndex index = create(layout);
            List<Entry> entries = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                index = change(random, layout, index, entries);
                assertThat(index.entries()).isEqualTo(entries.size());
                lookUp(random, index, entries);
            }
        }
    }

    private SparseIndex change(Random random, IndexLayout layout, SparseIndex index, List<Entry> entries)
            throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> {
                int to = random.nextInt(entries.size() + 1);
                index.truncateTo(to);
                entries.subList(to, entries.size()).clear();
            }
            case 1 -> index.writePending();
            case 2 -> {
                index.finish();
                assertThat(file.pool().disk().stat(file.path()).sizeBytes())
                        .isEqualTo((long) entries.size() * layout.entrySize());
                return new SparseIndex(file, layout, entries.size());
            }
            default -> {
                for (int i = random.nextInt(400); i > 0; i--) {
                    long key = (entries.isEmpty() ? 0 : entries.getLast().key()) + 1 + random.nextInt(100);
                    int value = (entries.isEmpty() ? 0 : entries.getLast().value()) + 1 + random.nextInt(100);
                    index.append(key, value);
                    entries.add(new Entry(key, value));
                }
            }
        }
        return index;
    }

    private static void lookUp(Random random, SparseIndex index, List<Entry> entries) throws IOException {
        long key = entries.isEmpty() ? 5 : random.nextLong(entries.getLast().key() + 10);
        int expected = -1;
        int expectedByValue = -1;
        for (int i = 0; i < entries.size(); i++) {
            expected = entries.get(i).key() <= key ? i : expected;
            expectedByValue = entries.get(i).value() <= key ? i : expectedByValue;
        }
        assertThat(index.floor(key)).isEqualTo(expected);
        assertThat(index.floorByValue(key)).isEqualTo(expectedByValue);
        if (!entries.isEmpty()) {
            int at = random.nextInt(entries.size());
            assertThat(index.key(at)).isEqualTo(entries.get(at).key());
            assertThat(index.value(at)).isEqualTo(entries.get(at).value());
        }
    }

    @Test
    void refusesAnEntryThatDoesNotComeAfterTheLast() throws IOException {
        SparseIndex index = create(IndexLayout.OFFSET);
        index.append(5, 1);
        assertThatThrownBy(() -> index.append(5, 2)).isInstanceOf(IllegalArgumentException.class);
        index.finish();
        SparseIndex again = new SparseIndex(file, IndexLayout.OFFSET, 1);
        assertThatThrownBy(() -> again.append(4, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesInLargePieces() throws IOException {
        SparseIndex index = create(IndexLayout.OFFSET);
        SimulatedDisk disk = (SimulatedDisk) file.pool().disk();
        long before = disk.operations();
        for (int i = 1; i <= 10_000; i++) {
            index.append(i, i);
        }
        assertThat(disk.operations() - before).isLessThan(30);
    }

    @Test
    void reportsAFileThatIsShorterThanItShouldBe() throws IOException {
        SparseIndex index = create(IndexLayout.OFFSET);
        index.append(5, 1);
        index.finish();
        SparseIndex wrong = new SparseIndex(file, IndexLayout.OFFSET, 3);
        assertThatThrownBy(() -> wrong.key(2))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(".index");
    }

    private SparseIndex create(IndexLayout layout) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        disk.createFolders(FOLDER);
        file = new LogFile(new FilePool(disk, 3), FOLDER, 0, Kind.OFFSET_INDEX);
        file.create();
        return new SparseIndex(file, layout, 0);
    }
}
