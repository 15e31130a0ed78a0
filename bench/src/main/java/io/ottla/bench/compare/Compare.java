package io.ottla.bench.compare;

import io.ottla.compat.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The side-by-side run as a program. */
@Command(
        name = "bench/compare",
        mixinStandardHelpOptions = true,
        description = "Measures Ottla and the reference in turns, and writes a table of ratios and a chart.")
public final class Compare implements Callable<Integer> {
    @Option(names = "--quick", description = "a few cases, two short rounds: under 5 minutes")
    private boolean quick;

    @Option(names = "--all", description = "all cases: under an hour (the default)")
    private boolean all;

    @Option(names = "--case", description = "only cases whose name, or whose family's name, has this in it")
    private String caseName;

    @Option(names = "--rounds", description = "at most so many rounds")
    private int rounds = Integer.MAX_VALUE;

    @Option(names = "--folder", description = "where the brokers keep their data meanwhile")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--list", description = "say what cases there are")
    private boolean list;

    private Compare() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (quick && all) {
            throw new IllegalArgumentException("either --quick or --all");
        }
        List<Family> families = Selection.of(CaseTable.FAMILIES, quick, caseName);
        if (list) {
            families.forEach(family -> {
                System.out.println(family.name());
                family.cases().forEach(one -> System.out.println("  " + one.name()));
            });
            return 0;
        }
        Scale scale = quick ? Scale.QUICK : Scale.ALL;
        if (quick) {
            families = List.of(Selection.together(families, scale.rounds()));
        }
        String name = ZonedDateTime.now(ZoneId.systemDefault())
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT))
                + (quick ? "-quick" : "");
        Path target = Installation.root().resolve("bench/results").resolve(name);
        new Comparison(families, scale.atMost(rounds), folder, target, System.out).run();
        return 0;
    }
}
