package io.ottla.storage.dirs;

import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .kafka_cleanshutdown}: the last broker that used the data folder stopped in good order. It says under which
 * broker epoch, as a JSON object; older brokers left it empty.
 *
 * @param brokerEpoch the epoch, if the file says so
 */
public record CleanShutdownMarker(OptionalLong brokerEpoch) {
    static final String FILE_NAME = ".kafka_cleanshutdown";
    private static final Pattern BROKER_EPOCH = Pattern.compile("\"brokerEpoch\"\\s*:\\s*(-?\\d{1,19})");

    static void write(Disk disk, Path logDir, long brokerEpoch) throws IOException {
        String json = "{\"version\":0,\"brokerEpoch\":" + brokerEpoch + "}";
        AtomicFile.replace(disk, logDir.resolve(FILE_NAME), StandardCharsets.UTF_8.encode(json));
    }

    /** Reads the marker and deletes it for good: should this broker die, it did not stop in good order. */
    static Optional<CleanShutdownMarker> take(Disk disk, Path logDir) throws IOException {
        Path file = logDir.resolve(FILE_NAME);
        Optional<ByteBuffer> content = AtomicFile.read(disk, file);
        if (content.isPresent()) {
            disk.delete(file);
            disk.forceDirectory(logDir);
        }
        return content.map(bytes -> new CleanShutdownMarker(
                brokerEpochIn(StandardCharsets.UTF_8.decode(bytes).toString())));
    }

    private static OptionalLong brokerEpochIn(String json) {
        Matcher matcher = BROKER_EPOCH.matcher(json);
        try {
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (NumberFormatException larger) {
            return OptionalLong.empty();
        }
    }
}
