package io.ottla.wire.codegen;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A digest over all that the output depends on: the arguments, the specs, and the generator's own classes. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(List<String> arguments, List<Path> specs) throws IOException {
        MessageDigest digest = sha256();
        for (String argument : arguments) {
            add(digest, argument);
        }
        for (Path spec : specs) {
            add(digest, spec.getFileName().toString());
            digest.update(Files.readAllBytes(spec));
        }
        for (Path file : ownCode()) {
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The folder of classes, or the jar, that this class comes from. */
    private static List<Path> ownCode() throws IOException {
        try {
            Path home = Path.of(Fingerprint.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(home)) {
                return files.filter(Files::isRegularFile)
                        .sorted(Comparator.comparing(Path::toString))
                        .toList();
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
