package io.ottla.compat.versions;

import io.ottla.compat.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One version of the Java client with the drivers that it can run.
 *
 * @param version its version
 * @param loader its classes
 */
record JavaClient(ClientVersion version, ClientLoader loader) {
    private static final List<String> DRIVERS = List.of("2.1", "2.8", "4.0");

    /** The versions that were laid out, oldest first; of these, the ones in {@code client.versions} if it is set. */
    static List<JavaClient> all() {
        Path folder = Installation.root().resolve("compat-tests/clients/versions/target");
        return listed(folder).stream()
                .filter(JavaClient::isChosen)
                .map(path -> of(path, ClientVersion.of(path.getFileName().toString())))
                .sorted(Comparator.comparing(JavaClient::version))
                .toList();
    }

    private static boolean isChosen(Path folder) {
        String chosen = System.getProperty("client.versions", "");
        return chosen.isEmpty()
                || Arrays.asList(chosen.split(",", -1))
                        .contains(folder.getFileName().toString());
    }

    private static JavaClient of(Path jars, ClientVersion version) {
        Path drivers = Installation.root().resolve("compat-tests/clients");
        Stream<Path> fitting = DRIVERS.stream()
                .filter(since -> version.compareTo(ClientVersion.of(since)) >= 0)
                .map(since -> drivers.resolve("driver-" + since).resolve("target/classes"));
        List<URL> places = Stream.concat(listed(jars).stream(), fitting)
                .map(JavaClient::url)
                .toList();
        return new JavaClient(version, new ClientLoader(places));
    }

    private static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is missing; compat-tests/run lays it out");
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
