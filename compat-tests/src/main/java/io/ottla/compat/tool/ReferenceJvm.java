package io.ottla.compat.tool;

import io.ottla.compat.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** With what options the reference's JVMs run. */
public enum ReferenceJvm {
    /**
     * Small and soon started, for tests: loaded classes are shared between the runs of one main class. The first run
     * writes the archive when it ends, the others start in about a third of the time.
     */
    QUICK {
        @Override
        List<String> options(String mainClass, String stockHeap) {
            return List.of(
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + folder("archives").resolve(mainClass + ".jsa"));
        }
    },

    /** What the reference's own start scripts pass, for measurements. */
    STOCK {
        @Override
        List<String> options(String mainClass, String stockHeap) {
            List<String> options = new ArrayList<>(List.of(stockHeap.split(" ", -1)));
            options.addAll(List.of(
                    "-server",
                    "-XX:+UseG1GC",
                    "-XX:MaxGCPauseMillis=20",
                    "-XX:InitiatingHeapOccupancyPercent=35",
                    "-XX:+ExplicitGCInvokesConcurrent",
                    "-Djava.awt.headless=true",
                    "-Dcom.sun.management.jmxremote=true",
                    "-Dcom.sun.management.jmxremote.authenticate=false",
                    "-Dcom.sun.management.jmxremote.ssl=false"));
            return options;
        }
    };

    private static final String BROKER_HEAP = "-Xmx1G -Xms1G";
    private static final String TOOL_HEAP = "-Xmx256M";

    /** The command that runs the reference's broker. */
    public List<String> broker(Path propertiesFile) {
        return command("kafka.Kafka", BROKER_HEAP, "broker", List.of(propertiesFile.toString()));
    }

    /** The command that runs one of the reference's tools. */
    public List<String> tool(String mainClass, List<String> arguments) {
        return command(mainClass, TOOL_HEAP, "tools", arguments);
    }

    abstract List<String> options(String mainClass, String stockHeap);

    private List<String> command(String mainClass, String stockHeap, String logging, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Installation.java().toString());
        command.addAll(options(mainClass, stockHeap));
        command.add("-Dlog4j2.configurationFile=" + Installation.referenceLogging(logging));
        command.add("-cp");
        command.add(Installation.referenceClassPath());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectories(Installation.scratch().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
