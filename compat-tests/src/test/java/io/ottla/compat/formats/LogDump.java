package io.ottla.compat.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code kafka-dump-log} prints of files, after it was checked that it finds nothing wrong with them. */
final class LogDump {
    private static final String TOOL = "org.apache.kafka.tools.DumpLogSegments";

    /** Everything the tool says of a file it does not like. */
    private static final Pattern COMPLAINT = Pattern.compile(
            "isvalid: false|Mismatches in|Non-consecutive|^Found |invalid|Exception|orrupt|failed|could not|Could not"
                    + "|Unknown|unable|Unable|not supported",
            Pattern.MULTILINE);

    private LogDump() {}

    /** Every record of segments, decompressed. */
    static List<String> records(List<Path> segments) {
        return dump(segments, "--deep-iteration", "--print-data-log");
    }

    /** Every record of a metadata log or snapshot, decoded. */
    static List<String> metadata(List<Path> files) {
        return dump(files, "--deep-iteration", "--cluster-metadata-decoder");
    }

    /** Every record of a transaction coordinator's log, decoded. */
    static List<String> transactions(List<Path> segments) {
        return dump(segments, "--deep-iteration", "--transaction-log-decoder");
    }

    /** Every record of a group coordinator's log, decoded. */
    static List<String> offsets(List<Path> segments) {
        return dump(segments, "--deep-iteration", "--offsets-decoder");
    }

    /** Looks for what is wrong with offset and time indexes, on their own and against their segments. */
    static void checkIndexes(List<Path> indexes) {
        assertThat(dump(indexes, "--index-sanity-check").stream()
                        .filter(line -> line.endsWith(" passed sanity check.")))
                .hasSameSizeAs(indexes);
        dump(indexes, "--verify-index-only");
    }

    /** The entries of indexes and producer snapshots. */
    static List<String> entries(List<Path> files) {
        return dump(files);
    }

    private static List<String> dump(List<Path> files, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--files");
        arguments.add(String.join(",", files.stream().map(Path::toString).toList()));
        ToolResult result = ReferenceTool.run(TOOL, arguments);
        assertThat(result.exitCode()).as(result::toString).isZero();
        assertThat(result.text()).doesNotContainPattern(COMPLAINT);
        assertThat(result.lines().stream().filter(line -> line.startsWith("Dumping ")))
                .hasSameSizeAs(files);
        return result.lines();
    }

    /** The files of a folder with that ending, in the order of their names. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
