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
        Lines content = new Lines();
        lines.forEach(content::add);
        return content.content();
    }

    /** The content of a file that is put together line by line, as one with a line for each of very many partitions is. */
    public static final class Lines {
        private final StringBuilder text = new StringBuilder();
        private int count;

        /** Adds an entry of one word after the other. */
        public void add(CharSequence line) {
            text.append(line).append('\n');
            count++;
        }

        /** Adds an offset of a partition. */
        public void add(String topic, int partition, long offset) {
            text.append(topic)
                    .append(' ')
                    .append(partition)
                    .append(' ')
                    .append(offset)
                    .append('\n');
            count++;
        }

        public ByteBuffer content() {
            String head = VERSION + '\n' + count + '\n';
            return ByteBuffer.wrap(text.insert(0, head).toString().getBytes(StandardCharsets.UTF_8));
        }
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
