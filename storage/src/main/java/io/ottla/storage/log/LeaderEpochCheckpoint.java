package io.ottla.storage.log;

import io.ottla.storage.epoch.EpochEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code leader-epoch-checkpoint}: version 0, the number of entries, and one line an entry. */
final class LeaderEpochCheckpoint {
    static final String FILE_NAME = "leader-epoch-checkpoint";

    private LeaderEpochCheckpoint() {}

    static ByteBuffer encode(List<EpochEntry> entries) {
        StringBuilder text = new StringBuilder("0\n").append(entries.size()).append('\n');
        for (EpochEntry entry : entries) {
            text.append(entry.epoch()).append(' ').append(entry.startOffset()).append('\n');
        }
        return StandardCharsets.UTF_8.encode(text.toString());
    }

    static List<EpochEntry> decode(ByteBuffer content) throws IOException {
        List<String> lines =
                StandardCharsets.UTF_8.decode(content).toString().lines().toList();
        try {
            List<EpochEntry> entries = new ArrayList<>();
            for (String line : lines.subList(2, lines.size())) {
                String[] parts = line.split(" ", -1);
                entries.add(new EpochEntry(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
            }
            if (!lines.get(0).equals("0") || Integer.parseInt(lines.get(1)) != entries.size()) {
                throw new IOException("not a checkpoint of version 0 with as many entries as it states");
            }
            return entries;
        } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
            throw new IOException("not a checkpoint: " + malformed.getMessage(), malformed);
        }
    }
}
