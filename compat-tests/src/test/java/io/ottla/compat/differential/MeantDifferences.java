package io.ottla.compat.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Differences that are meant, a line each: a pattern for what was asked, a pattern for the line of the answer without
 * its indexes, and the reason, with tabs between.
 */
record MeantDifferences(List<Meant> all) {
    /** One kind of difference. */
    record Meant(Pattern request, Pattern line, String reason) {}

    private static final int PARTS = 3;

    static MeantDifferences read() {
        try (InputStream in = MeantDifferences.class.getResourceAsStream("/differential/meant.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new MeantDifferences(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(MeantDifferences::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Meant parse(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != PARTS) {
            throw new IllegalStateException("not a request, a line and a reason: " + line);
        }
        return new Meant(Pattern.compile(parts[0]), Pattern.compile(parts[1]), parts[2]);
    }

    boolean contain(String request, String line) {
        String general = line.replaceAll("\\[\\d+]", "");
        return all.stream()
                .anyMatch(meant -> meant.request().matcher(request).matches()
                        && meant.line().matcher(general).matches());
    }
}
