package io.ottla.wire.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of generated sources. A file is written only when its text differs from what is there, so that a build with
 * nothing new compiles nothing; files that are no longer generated are removed.
 */
final class GeneratedFiles {
    private final Path root;
    private final Set<Path> current = new HashSet<>();
    private int changes;

    GeneratedFiles(Path root) {
        this.root = root;
    }

    void put(String packageName, String className, String text) throws IOException {
        Path file = root.resolve(packageName.replace('.', '/')).resolve(className + ".java");
        if (!current.add(file)) {
            throw new IllegalStateException("generated twice: " + file);
        }
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        changes++;
    }

    void removeOthers() throws IOException {
        List<Path> stale;
        try (Stream<Path> files = Files.walk(root)) {
            stale = files.filter(Files::isRegularFile)
                    .filter(file -> !current.contains(file))
                    .toList();
        }
        for (Path file : stale) {
            Files.delete(file);
            changes++;
        }
    }

    int size() {
        return current.size();
    }

    int changes() {
        return changes;
    }
}
