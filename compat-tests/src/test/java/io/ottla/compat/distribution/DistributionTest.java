package io.ottla.compat.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The distribution holds what {@code docs/dependencies.md} names, and the broker nothing of the reference. */
class DistributionTest {
    private static final List<String> NAMED = List.of(
            "ottla-(wire|storage|controller|broker)",
            "netty-(handler|transport|transport-native-unix-common|buffer|common|codec-base|resolver)",
            "jctools-core",
            "pcollections",
            "re2j",
            "lz4-java",
            "zstd-jni",
            "snappy-java",
            "slf4j-api",
            "logback-(classic|core)",
            "picocli");

    /** Of the demo, which has a folder of its own. */
    private static final List<String> NAMED_FOR_THE_DEMO =
            List.of("ottla-demo", "kafka-clients", "slf4j-api", "logback-(classic|core)");

    @Test
    void everyJarIsNamed() throws IOException {
        assertAllNamed(jars("lib"), NAMED);
        assertAllNamed(jars("demo"), NAMED_FOR_THE_DEMO);
    }

    private static void assertAllNamed(List<Path> jars, List<String> names) {
        String named = "(" + String.join("|", names) + ")-[0-9].*\\.jar";
        assertThat(jars)
                .isNotEmpty()
                .allSatisfy(jar -> assertThat(jar.getFileName().toString()).matches(named));
    }

    @Test
    void noClassIsTheReferences() throws IOException {
        for (Path jar : jars("lib")) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                assertThat(opened.stream().map(Object::toString))
                        .as(jar.toString())
                        .noneMatch(entry -> entry.startsWith("org/apache/kafka/") || entry.startsWith("kafka/"));
            }
        }
    }

    private static List<Path> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Installation.ottlaHome().resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
