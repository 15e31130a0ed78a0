package io.ottla.wire.codegen;

import io.ottla.wire.codegen.spec.MessageSpec;
import io.ottla.wire.codegen.spec.SpecException;
import io.ottla.wire.codegen.spec.SpecParser;
import io.ottla.wire.codegen.spec.StructSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The specs of one folder, which become one Java package; in order of their names. */
public record Catalog(List<MessageSpec> messages) {
    public Catalog {
        messages = List.copyOf(messages);
    }

    /** Reads every {@code .json} file under {@code folder}. */
    public static Catalog read(Path folder) throws IOException {
        SpecParser parser = new SpecParser();
        List<MessageSpec> messages = new ArrayList<>();
        for (Path file : specFiles(folder)) {
            messages.add(parser.parse(file.getFileName().toString(), Files.readString(file)));
        }
        return new Catalog(shareStability(messages));
    }

    static List<Path> specFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    public List<MessageSpec> ofKind(MessageSpec.Kind kind) {
        return messages.stream()
                .filter(message -> message.kind() == kind)
                .sorted(Comparator.comparingInt(message -> message.apiKey().orElse(-1)))
                .toList();
    }

    /** Messages of a kind by their ids. */
    public Map<Integer, MessageSpec> byApiKey(MessageSpec.Kind kind) {
        return ofKind(kind).stream()
                .collect(Collectors.toMap(message -> message.apiKey().orElseThrow(), Function.identity()));
    }

    /** Only a request says that its highest version is unstable; the response's is so with it. */
    private static List<MessageSpec> shareStability(List<MessageSpec> messages) {
        Map<Integer, MessageSpec> requests = new HashMap<>();
        for (MessageSpec message : messages) {
            if (message.kind() == MessageSpec.Kind.REQUEST) {
                requests.put(message.apiKey().orElseThrow(), message);
            }
        }
        return messages.stream()
                .map(message ->
                        message.kind() == MessageSpec.Kind.RESPONSE ? withStability(message, requests) : message)
                .toList();
    }

    private static MessageSpec withStability(MessageSpec response, Map<Integer, MessageSpec> requests) {
        MessageSpec request = requests.get(response.apiKey().orElseThrow());
        if (request == null || !request.validVersions().equals(response.validVersions())) {
            throw new SpecException(response.name() + " has no request with the same versions");
        }
        StructSpec top = response.top();
        return new MessageSpec(
                response.fileName(),
                response.apiKey(),
                response.kind(),
                response.validVersions(),
                response.flexibleVersions(),
                request.latestVersionUnstable(),
                response.listeners(),
                top,
                response.structs());
    }
}
