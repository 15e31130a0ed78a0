package io.ottla.bench.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {
    @TempDir
    private Path folder;

    @Test
    void memoryIsTouchedByReadingAllOfAHoleThatIsGoneAfterwards() throws IOException {
        long before = readBytes();
        PageCache.touch(folder, 64 << 20);
        assertThat(readBytes() - before).isGreaterThanOrEqualTo(64 << 20);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** What this process has read so far, of files that are cached too. */
    private static long readBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("rchar:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
