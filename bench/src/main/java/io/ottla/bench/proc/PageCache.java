package io.ottla.bench.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The system's cache of files. */
public final class PageCache {
    private PageCache() {}

    /**
     * Drops what is cached of the logs in {@code folder}, after it is written: what is read next comes from the disk. Asked
     * for through {@code dd}, which has the system call that Java lacks; needs no rights but to the files.
     */
    public static void evict(Path folder) throws IOException, InterruptedException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(folder)) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        for (Path log : logs) {
            Process dd = new ProcessBuilder(
                            "dd", "of=" + log, "oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none")
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .inheritIO()
                    .start();
            if (dd.waitFor() != 0) {
                throw new IOException("dd could not drop " + log + " from the page cache");
            }
        }
    }
}
