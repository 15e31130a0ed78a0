package io.ottla.wire.codegen;

import io.ottla.wire.codegen.emit.ApiKeyEmitter;
import io.ottla.wire.codegen.emit.ApiMessagesEmitter;
import io.ottla.wire.codegen.emit.MessageEmitter;
import io.ottla.wire.codegen.emit.RecordTypeEmitter;
import io.ottla.wire.codegen.spec.MessageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code Main OUTPUT SPECS}: reads the specs under {@code SPECS/message} and {@code SPECS/record/NAME} and writes Java
 * packages {@code io.ottla.wire.message}, {@code io.ottla.wire.record.NAME}, {@code io.ottla.wire.header} and
 * {@code io.ottla.wire.api} under {@code OUTPUT}. Beside {@code OUTPUT} it leaves a fingerprint of all that went in, and
 * does nothing the next time if that is the same.
 */
public final class Main {
    private static final String BASE = "io.ottla.wire.";

    private Main() {}

    /** Exits with a stack trace, and so with 1, when a spec is not understood. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: Main OUTPUT SPECS, not " + Arrays.toString(arguments));
        }
        Path output = Path.of(arguments[0]);
        Path specs = Path.of(arguments[1]);
        Path stamp = output.resolveSibling(output.getFileName() + ".fingerprint");
        String fingerprint = Fingerprint.of(List.of(BASE), Catalog.specFiles(specs));
        if (Files.isDirectory(output)
                && Files.exists(stamp)
                && Files.readString(stamp).equals(fingerprint)) {
            return;
        }
        Files.deleteIfExists(stamp);
        GeneratedFiles files = generate(output, specs);
        Files.writeString(stamp, fingerprint);
        System.out.println("generated " + files.size() + " classes, " + files.changes() + " of them changed");
    }

    static GeneratedFiles generate(Path output, Path specs) throws IOException {
        Files.createDirectories(output);
        GeneratedFiles files = new GeneratedFiles(output);
        Catalog rpc = Catalog.read(specs.resolve("message"));
        classes(files, BASE + "message", rpc);
        files.put(BASE + "api", "ApiKey", new ApiKeyEmitter(BASE + "api", rpc.ofKind(MessageSpec.Kind.REQUEST)).emit());
        files.put(
                BASE + "message",
                "ApiMessages",
                new ApiMessagesEmitter(
                                BASE + "message",
                                rpc.ofKind(MessageSpec.Kind.REQUEST),
                                rpc.ofKind(MessageSpec.Kind.RESPONSE))
                        .emit());
        for (Path folder : subfolders(specs.resolve("record"))) {
            records(files, folder.getFileName().toString(), Catalog.read(folder));
        }
        files.removeOthers();
        return files;
    }

    private static void records(GeneratedFiles files, String name, Catalog catalog) throws IOException {
        String packageName = BASE + "record." + name;
        classes(files, packageName, catalog);
        String className = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "RecordType";
        RecordTypeEmitter emitter = new RecordTypeEmitter(packageName, className);
        List<MessageSpec> keys = catalog.ofKind(MessageSpec.Kind.COORDINATOR_KEY);
        List<MessageSpec> single = catalog.ofKind(MessageSpec.Kind.METADATA);
        if (!keys.isEmpty()) {
            files.put(
                    packageName,
                    className,
                    emitter.keysAndValues(keys, catalog.byApiKey(MessageSpec.Kind.COORDINATOR_VALUE)));
        } else if (!single.isEmpty()) {
            files.put(packageName, className, emitter.values(single));
        }
    }

    private static void classes(GeneratedFiles files, String packageName, Catalog catalog) throws IOException {
        for (MessageSpec message : catalog.messages()) {
            if (message.validVersions().isEmpty()) {
                continue;
            }
            String target = message.kind() == MessageSpec.Kind.HEADER ? BASE + "header" : packageName;
            files.put(target, message.name(), new MessageEmitter(target, message).emit());
        }
    }

    private static List<Path> subfolders(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            entries.forEach(found::add);
        }
        found.sort(null);
        return found;
    }
}
