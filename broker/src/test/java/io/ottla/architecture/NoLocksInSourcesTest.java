package io.ottla.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that lock an object leave no trace in a class's declarations, so they are looked for in the sources. */
class NoLocksInSourcesTest {
    private static final Pattern LOCKING = Pattern.compile("\\bsynchronized\\s*[({]|\\.wait\\(\\)|\\.notifyAll\\(\\)");

    @ParameterizedTest
    @ValueSource(strings = {"wire", "storage", "controller", "broker"})
    void nothingLocksAnObject(String module) throws IOException {
        List<Path> sources = sourcesOf(module);
        assertThat(sources).isNotEmpty();
        assertThat(sources).filteredOn(NoLocksInSourcesTest::locks).isEmpty();
    }

    private static boolean locks(Path source) {
        try {
            return LOCKING.matcher(Files.readString(source)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sourcesOf(String module) throws IOException {
        Path folder = projectFolder().resolve(module).resolve("src/main/java");
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        return sources;
    }

    /** Tests run in their module's folder, or in the project's. */
    private static Path projectFolder() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("wire/pom.xml")) ? here : here.getParent();
    }
}
