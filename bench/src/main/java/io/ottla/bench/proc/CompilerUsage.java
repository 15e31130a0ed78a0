package io.ottla.bench.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How busy the just-in-time compilers of a process are. A broker that is still being compiled costs a multiple of what it
 * costs afterwards; this tells when it may be measured.
 */
public final class CompilerUsage {
    /** How the JVM names its compiler threads; the system keeps 15 letters of a name. */
    private static final List<String> NAMES = List.of("C1 CompilerThre", "C2 CompilerThre");

    private CompilerUsage() {}

    /** CPU time the compiler threads of process {@code pid} have used so far. Threads that ended count no longer. */
    public static long cpuMs(long pid) {
        long sum = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                sum += cpuMsIfCompiler(task);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be looked at", e);
        }
        return sum;
    }

    private static long cpuMsIfCompiler(Path task) throws IOException {
        try {
            String name = Files.readString(task.resolve("comm")).strip();
            return NAMES.contains(name) ? ProcessUsage.cpuMs(Files.readString(task.resolve("stat"))) : 0;
        } catch (NoSuchFileException e) {
            // The thread ended in the meantime.
            return 0;
        }
    }
}
