package io.ottla.wire.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.io.Message;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.apache.kafka.common.protocol.types.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** There is a class of ours for every generated class of the reference, with the same versions. */
class CompletenessTest {

    static List<MessagePair> pairs() {
        return MessagePair.all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.kafka.common.message.FetchRequestData",
                "org.apache.kafka.common.metadata.TopicRecord",
                "org.apache.kafka.coordinator.group.generated.OffsetCommitKey",
                "org.apache.kafka.coordinator.transaction.generated.TransactionLogKey",
                "org.apache.kafka.coordinator.share.generated.ShareSnapshotKey",
                "org.apache.kafka.raft.generated.QuorumStateData",
                "org.apache.kafka.server.log.remote.metadata.storage.generated.ProducerSnapshot",
            })
    void everyClassOfTheJarHasACounterpart(String oneOfThem) throws Exception {
        Class<?> known = Class.forName(oneOfThem);
        Set<String> ours = new TreeSet<>();
        for (MessagePair pair : pairs()) {
            if (pair.theirs().getPackage().equals(known.getPackage())) {
                ours.add(pair.theirs().getName());
            }
        }
        assertThat(ours).isEqualTo(generatedClassesOf(known));
    }

    @Test
    void allPairsAreThere() {
        // 93 APIs less 4 withdrawn ones, 2 headers and 10 data messages; then the records, package by package.
        assertThat(pairs()).hasSize(2 * 89 + 2 + 10 + 26 + 44 + 2 + 4 + 1 + 5);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void versionsAreTheReferences(MessagePair pair) throws ReflectiveOperationException {
        Message ours = pair.ours().getConstructor().newInstance();
        assertThat(ours.lowestVersion()).isEqualTo(pair.lowestVersion());
        assertThat(MessagePair.constant(pair.ours(), "LOWEST_VERSION")).isEqualTo(pair.lowestVersion());
        assertThat(MessagePair.constant(pair.ours(), "HIGHEST_KNOWN_VERSION")).isEqualTo(pair.highestVersion());
        int flexibleFrom = MessagePair.constant(pair.ours(), "FLEXIBLE_FROM");
        for (int version = pair.lowestVersion(); version <= pair.highestVersion(); version++) {
            assertThat(version >= flexibleFrom).isEqualTo(pair.shape(version).flexible());
        }
    }

    /** The classes with a schema in the package of {@code known}: those that were generated from specs. */
    private static Set<String> generatedClassesOf(Class<?> known)
            throws IOException, URISyntaxException, ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        Path jar = Path.of(
                known.getProtectionDomain().getCodeSource().getLocation().toURI());
        String folder = known.getPackageName().replace('.', '/') + "/";
        try (JarFile file = new JarFile(jar.toFile())) {
            for (var entry : (Iterable<java.util.jar.JarEntry>) file.stream()::iterator) {
                String name = entry.getName();
                if (!name.startsWith(folder) || !name.endsWith(".class") || name.contains("$")) {
                    continue;
                }
                String className = name.replace(".class", "").replace('/', '.');
                if (!className.endsWith("JsonConverter")
                        && !className.endsWith("JsonConverters")
                        && hasSchemas(Class.forName(className, false, known.getClassLoader()))) {
                    names.add(className);
                }
            }
        }
        return names;
    }

    private static boolean hasSchemas(Class<?> type) {
        for (var field : type.getDeclaredFields()) {
            if (field.getName().equals("SCHEMAS") && field.getType() == Schema[].class) {
                return true;
            }
        }
        return false;
    }
}
