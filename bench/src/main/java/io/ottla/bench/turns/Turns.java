package io.ottla.bench.turns;

import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Ottla and the reference in turns, each on an empty folder, with a table on the standard output in the end. */
public final class Turns {
    /** So that a median leaves out one turn that something disturbed. */
    private static final int ROUNDS = 3;

    /** All that is measured on one broker, which the turn starts and stops. */
    public interface Turn {
        void run(TargetKind kind, Path folder, Figures figures) throws IOException, InterruptedException;
    }

    private Turns() {}

    /** @param arguments the brokers, in the order of their turns; both if there are none */
    public static void run(String[] arguments, Turn turn) throws IOException, InterruptedException {
        List<TargetKind> kinds = arguments.length == 0
                ? List.of(TargetKind.values())
                : Stream.of(arguments).map(TargetKind::valueOf).toList();
        Figures figures = new Figures();
        for (int round = 0; round < ROUNDS; round++) {
            for (TargetKind kind : kinds) {
                Path folder = Files.createTempDirectory("ottla-bench");
                // That of a turn that fails stays, to be looked at.
                turn.run(kind, folder, figures);
                delete(folder);
                System.err.println("after a turn of " + kind + ":\n" + figures.table());
            }
        }
        System.out.print(figures.table());
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
