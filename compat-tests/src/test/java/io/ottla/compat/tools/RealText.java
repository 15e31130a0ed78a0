package io.ottla.compat.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A large file of text that people wrote: sources of the JDK where it brings them, else scripts, sources and licences
 * of the system's packages. The same machine gives the same file each time.
 */
final class RealText {
    private static final List<String> ENDINGS = List.of(".java", ".pl", ".pm", ".py", ".txt", ".properties", ".h");
    private static final List<Path> SYSTEM_FOLDERS = Stream.of(
                    "/usr/share/common-licenses", "/usr/share/perl", "/usr/share/perl5", "/usr/lib", "/usr/share")
            .map(Path::of)
            .toList();

    private RealText() {}

    /** Writes whole files of text, one after the other, until there are {@code minLines} lines; returns how many. */
    static long write(Path file, long minLines) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Optional<Path> sources = Stream.of("lib/src.zip", "src.zip")
                .map(home::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
        long lines = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            if (sources.isPresent()) {
                try (FileSystem zip = FileSystems.newFileSystem(sources.get())) {
                    lines = copy(zip.getPath("/java.base"), out, minLines);
                }
            }
            for (Path folder : SYSTEM_FOLDERS) {
                if (lines < minLines && Files.isDirectory(folder)) {
                    lines += copy(folder, out, minLines - lines);
                }
            }
        }
        if (lines < minLines) {
            throw new IllegalStateException("found only " + lines + " lines of text on this machine");
        }
        return lines;
    }

    private static long copy(Path folder, OutputStream out, long minLines) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.find(folder, 12, (path, what) -> what.isRegularFile() && isText(path))) {
            files = found.sorted().toList();
        }
        long lines = 0;
        for (Path path : files) {
            if (lines >= minLines) {
                break;
            }
            byte[] bytes = Files.readAllBytes(path);
            if (comesBackUnchanged(bytes)) {
                out.write(bytes);
                lines += count(bytes, '\n');
            }
        }
        return lines;
    }

    private static boolean isText(Path path) {
        String name = path.getFileName().toString();
        return path.startsWith("/usr/share/common-licenses") || ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** The console tools read lines of UTF-8: a carriage return, or a last line that does not end, would not survive. */
    private static boolean comesBackUnchanged(byte[] bytes) {
        if (bytes.length == 0 || bytes[bytes.length - 1] != '\n' || count(bytes, '\r') > 0) {
            return false;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static long count(byte[] bytes, char wanted) {
        long count = 0;
        for (byte b : bytes) {
            if (b == wanted) {
                count++;
            }
        }
        return count;
    }
}
