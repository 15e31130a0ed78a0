package io.ottla.compat.groups;

import io.ottla.compat.process.Target;
import io.ottla.compat.tool.ReferenceJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A verifiable producer or consumer of the reference, which writes a line of JSON for all it does. */
final class VerifiableProcess implements AutoCloseable {
    /** A run of records of one partition that a consumer was delivered. */
    record Range(int partition, long first, long last) {}

    private static final Pattern PARTITION = Pattern.compile("\\{[^{}]*\"minOffset\"[^{}]*}");

    private final Path output;
    private final Process process;

    VerifiableProcess(Target target, Path output, String mainClass, String... arguments) throws IOException {
        this.output = output;
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", target.bootstrap()));
        all.addAll(Arrays.asList(arguments));
        process = new ProcessBuilder(ReferenceJvm.QUICK.tool(mainClass, all))
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** The whole lines written so far that tell of an event of this name. */
    List<String> events(String name) {
        try {
            String written = Files.readString(output, StandardCharsets.UTF_8);
            return written.substring(0, written.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> line.contains("\"name\":\"" + name + "\""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a consumer was delivered, in order. */
    List<Range> consumed() {
        List<Range> ranges = new ArrayList<>();
        for (String event : events("records_consumed")) {
            Matcher matcher = PARTITION.matcher(event);
            while (matcher.find()) {
                String partition = matcher.group();
                ranges.add(new Range(
                        (int) number(partition, "partition"),
                        number(partition, "minOffset"),
                        number(partition, "maxOffset")));
            }
        }
        return ranges;
    }

    private static long number(String json, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\":(\\d+)").matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no " + field + " in " + json);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The end of what was written, to say why something did not come. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("does not end; it wrote\n" + tail());
        }
        return process.exitValue();
    }

    /** SIGTERM: a consumer commits and leaves. */
    void stop() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
