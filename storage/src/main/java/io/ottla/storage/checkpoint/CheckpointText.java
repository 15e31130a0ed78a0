package io.ottla.storage.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The form that all checkpoints have: a version, the number of entries, and a line an entry, with words between blanks.
 *
 * <pre>
 *   0
 *   2
 *   orders 0 4711
 *   orders 1 815
 * </pre>
 */
public final class CheckpointText {
    private static final String VERSION = "0";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private CheckpointText() {}

    /** The content of a file with these lines, each the words of one entry. */
    public static ByteBuffer format(Collection<String> lines) {
        StringBuilder text = new StringBuilder();
        text.append(VERSION).append('\n').append(lines.size()).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        return StandardCharsets.UTF_8.encode(text.toString());
    }

    /**
     * The words of each entry in a file's content, from its position to its limit, which are not moved. A file that ends
     * before the number of entries has none: the reference makes empty files before it has anything to keep.
     *
     * @param words how many an entry has
     * @throws IOException when it is no checkpoint, or is damaged; the message says how
     */
    public static List<List<String>> parse(ByteBuffer content, int words) throws IOException {
        List<String> lines = StandardCharsets.UTF_8
                .decode(content.duplicate())
                .toString()
                .lines()
                .toList();
        if (!lines.isEmpty() && !lines.getFirst().equals(VERSION)) {
            throw new IOException("its version is \"" + lines.getFirst() + "\", and " + VERSION + " is known");
        }
        if (lines.size() < 2) {
            return List.of();
        }
        List<List<String>> entries = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            List<String> entry = List.of(BLANKS.split(line));
            if (entry.size() != words) {
                throw new IOException("its line \"" + line + "\" does not have " + words + " words");
            }
            entries.add(entry);
        }
        if (!lines.get(1).equals(Integer.toString(entries.size()))) {
            throw new IOException("it states " + lines.get(1) + " entries, and has " + entries.size());
        }
        return entries;
    }
}
