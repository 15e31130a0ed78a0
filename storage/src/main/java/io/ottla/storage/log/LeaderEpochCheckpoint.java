package io.ottla.storage.log;

import io.ottla.storage.checkpoint.CheckpointText;
import io.ottla.storage.epoch.EpochEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code leader-epoch-checkpoint}: a line an epoch, {@code epoch startOffset}. */
final class LeaderEpochCheckpoint {
    static final String FILE_NAME = "leader-epoch-checkpoint";

    private LeaderEpochCheckpoint() {}

    static ByteBuffer encode(List<EpochEntry> entries) {
        return CheckpointText.format(entries.stream()
                .map(entry -> entry.epoch() + " " + entry.startOffset())
                .toList());
    }

    /** Reads a file's content. An empty file may as well have lost what it had: it counts as damaged. */
    static List<EpochEntry> decode(ByteBuffer content) throws IOException {
        if (!content.hasRemaining()) {
            throw new IOException("it is empty");
        }
        List<EpochEntry> entries = new ArrayList<>();
        try {
            for (List<String> words : CheckpointText.parse(content, 2)) {
                entries.add(new EpochEntry(Integer.parseInt(words.get(0)), Long.parseLong(words.get(1))));
            }
            return entries;
        } catch (NumberFormatException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
    }
}
