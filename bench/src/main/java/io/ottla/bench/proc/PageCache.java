package io.ottla.bench.proc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The system's cache of files. */
public final class PageCache {
    private static final int CHUNK_BYTES = 1 << 20;

    private PageCache() {}

    /**
     * Takes so much memory for the cache and frees it again, by reading a file in {@code folder} that is all a hole.
     *
     * <p>A virtual machine may give memory that has been free for a while back to its host. Whoever takes it then waits for the
     * host with each page, and has that charged as its own CPU time: seen to be two to three times all the rest of what writing
     * to the cache takes. What was freed a moment ago is the first to be taken again, and is still there, as it is on a machine
     * whose memory has long been full.
     */
    public static void touch(Path folder, long bytes) throws IOException {
        Path path = Files.createTempFile(folder, "hole", null);
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            file.write(ByteBuffer.allocate(1), bytes);
            ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
            long position = 0;
            while (position < bytes) {
                position += file.read(chunk.clear(), position);
            }
        }
    }

    /**
     * Drops what is cached of the logs in {@code folder}, after it is written: what is read next comes from the disk, which has
     * nothing else to do then. Asked for through {@code dd}, which has the system call that Java lacks; needs no rights but to
     * the files.
     *
     * @return how many bytes the logs have
     */
    public static long evict(Path folder) throws IOException, InterruptedException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(folder)) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        // Other files, and those that were deleted, give the disk work too.
        run("sync", "--file-system", folder.toString());
        long bytes = 0;
        for (Path log : logs) {
            run("dd", "of=" + log, "oflag=nocache", "conv=notrunc,fdatasync", "count=0", "status=none");
            bytes += Files.size(log);
        }
        return bytes;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("could not be done: " + String.join(" ", command));
        }
    }
}
