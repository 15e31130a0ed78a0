package io.ottla.wire.conformance;

import io.ottla.wire.io.Message;
import io.ottla.wire.message.FetchRequest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of our message classes and the reference's class for the same spec. */
public record MessagePair(Class<? extends Message> ours, Class<?> theirs) {
    private static final Map<String, String> PACKAGES = Map.of(
            "io.ottla.wire.message", "org.apache.kafka.common.message",
            "io.ottla.wire.header", "org.apache.kafka.common.message",
            "io.ottla.wire.record.metadata", "org.apache.kafka.common.metadata",
            "io.ottla.wire.record.group", "org.apache.kafka.coordinator.group.generated",
            "io.ottla.wire.record.transaction", "org.apache.kafka.coordinator.transaction.generated",
            "io.ottla.wire.record.share", "org.apache.kafka.coordinator.share.generated",
            "io.ottla.wire.record.raft", "org.apache.kafka.raft.generated",
            "io.ottla.wire.record.storage", "org.apache.kafka.server.log.remote.metadata.storage.generated");

    /** Every generated class, found in the folder they were compiled to. */
    public static List<MessagePair> all() {
        List<MessagePair> pairs = new ArrayList<>();
        try {
            Path root = Path.of(FetchRequest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (String packageName : PACKAGES.keySet().stream().sorted().toList()) {
                try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
                    for (Path file : files.sorted().toList()) {
                        addPair(pairs, packageName, file.getFileName().toString());
                    }
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return pairs;
    }

    private static void addPair(List<MessagePair> pairs, String packageName, String fileName) {
        String simple = fileName.replace(".class", "");
        if (!fileName.endsWith(".class") || simple.contains("$") || simple.equals("package-info")) {
            return;
        }
        Class<?> ours = load(packageName + "." + simple);
        if (!Message.class.isAssignableFrom(ours)) {
            return;
        }
        boolean isRpc = simple.endsWith("Request") || simple.endsWith("Response") || simple.endsWith("Header");
        Class<?> theirs = load(PACKAGES.get(packageName) + "." + simple + (isRpc ? "Data" : ""));
        pairs.add(new MessagePair(ours.asSubclass(Message.class), theirs));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no class " + name, e);
        }
    }

    /** The lowest version the reference has. */
    public int lowestVersion() {
        return constant(theirs, "LOWEST_SUPPORTED_VERSION");
    }

    /** The highest version the reference has, stable or not. */
    public int highestVersion() {
        return constant(theirs, "HIGHEST_SUPPORTED_VERSION");
    }

    /** What the reference says about {@code version}. */
    public Shape shape(int version) {
        return Shape.of(theirs, version);
    }

    static int constant(Class<?> type, String name) {
        try {
            return ((Number) type.getField(name).get(null)).intValue();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return ours.getName().substring("io.ottla.wire.".length());
    }
}
