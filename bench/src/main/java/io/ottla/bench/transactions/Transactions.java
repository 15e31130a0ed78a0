package io.ottla.bench.transactions;

import io.ottla.bench.groups.Figures;
import io.ottla.compat.process.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Transactions on Ottla and the reference in turns, as a table on the standard output. */
public final class Transactions {
    private static final int ROUNDS = 2;

    private Transactions() {}

    /** Arguments: the brokers, in the order of their turns; both if there are none. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<TargetKind> kinds = arguments.length == 0
                ? List.of(TargetKind.values())
                : Stream.of(arguments).map(TargetKind::valueOf).toList();
        Figures figures = new Figures();
        for (int round = 0; round < ROUNDS; round++) {
            for (TargetKind kind : kinds) {
                Path folder = Files.createTempDirectory("ottla-bench-transactions");
                try {
                    new OneTurn(kind, folder, figures).run();
                } finally {
                    delete(folder);
                }
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
