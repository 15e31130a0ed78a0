package io.ottla.config.codegen;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tool's output depends on: the reference's jars, and the tool itself. The rest of the class path belongs to the
 * module that runs the tool, and changes with every build of it.
 */
final class Inputs {

    private Inputs() {}

    /** One line for each file: name, size and time of last change. */
    static String describe(String classPath) throws IOException {
        StringBuilder out = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator)) {
            for (Path file : filesOf(Path.of(entry))) {
                out.append(file.getFileName()).append(' ').append(Files.size(file));
                out.append(' ').append(Files.getLastModifiedTime(file)).append('\n');
            }
        }
        return out.toString();
    }

    private static List<Path> filesOf(Path entry) throws IOException {
        if (entry.getFileName().toString().startsWith("kafka") || isThisTool(entry)) {
            try (Stream<Path> files = Files.walk(entry)) {
                return files.filter(Files::isRegularFile).sorted().toList();
            }
        }
        return List.of();
    }

    private static boolean isThisTool(Path entry) {
        Path self = Path.of(Inputs.class.getName().replace('.', '/') + ".class");
        return entry.getFileName().toString().startsWith("ottla-config-codegen") || Files.exists(entry.resolve(self));
    }
}
