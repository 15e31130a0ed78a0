package io.ottla.compat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the programs under test are, found from the root of the source tree. */
public final class Installation {
    private Installation() {}

    /** The root of the source tree: {@code ottla.root} if set, else the nearest folder upwards that holds {@code bin}. */
    public static Path root() {
        String given = System.getProperty("ottla.root");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("wire-codegen"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not inside the source tree; set -Dottla.root");
        }
        return folder;
    }

    /** The {@code java} that runs this code, and every process it starts. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The class path of the reference: its broker and its tools, apart from everything of ours. */
    public static String referenceClassPath() {
        return existing(root().resolve("compat-tests/reference/target/lib")) + "/*";
    }

    /** A log4j 2 configuration for the reference: {@code broker} or {@code tools}. */
    public static Path referenceLogging(String name) {
        return existing(root().resolve("compat-tests/reference/logging").resolve(name + "-log4j2.xml"));
    }

    /** The unpacked distribution of Ottla. */
    public static Path ottlaHome() {
        String given = System.getProperty("ottla.home");
        return existing(given == null ? root().resolve("broker/target/ottla") : Path.of(given));
    }

    /** A folder for what the runs share, such as class archives. */
    public static Path scratch() {
        return root().resolve("compat-tests/target");
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is missing; build the whole tree first (mvn verify)");
        }
        return path;
    }
}
