package io.ottla.broker.cli;

import io.ottla.broker.config.Endpoint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the command lines that nearly every start has, so that picocli is loaded for the others alone: it would take a third
 * of the start's time, being compiled for a Java so old that nothing of it can be linked ahead of time. What is not plainly
 * right here is left to {@link CommandLineModel}, which has the last word, and the words for what is wrong.
 */
final class PlainStart {
    private Path config;
    private Path environment;
    private Path data;
    private Endpoint listen;
    private final Map<String, String> set = new LinkedHashMap<>();

    private PlainStart() {}

    /** What is asked for; nothing when it takes a closer look to tell. */
    static Optional<CommandLineModel.Request> parse(String... args) {
        PlainStart start = new PlainStart();
        return start.understands(args)
                ? Optional.of(new CommandLineModel.Request.Start(start.options()))
                : Optional.empty();
    }

    private StartOptions options() {
        return new StartOptions(
                Optional.ofNullable(config),
                Optional.ofNullable(environment),
                Optional.ofNullable(data),
                Optional.ofNullable(listen),
                set);
    }

    private boolean understands(String... args) {
        if (args.length % 2 == 0 || !args[0].equals("start")) {
            return false;
        }
        for (int i = 1; i < args.length; i += 2) {
            if (!isPlain(args[i + 1]) || !take(args[i], args[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Neither an option nor a file with more arguments. */
    private static boolean isPlain(String value) {
        return !value.isBlank() && !value.startsWith("-") && !value.startsWith("@") && value.indexOf('"') < 0;
    }

    /** False when this is no option, when it was given before, or when the value is not one. */
    private boolean take(String option, String value) {
        return switch (option) {
            case "--config" -> config == null && (config = path(value)) != null;
            case "--environment" -> environment == null && (environment = path(value)) != null;
            case "--data" -> data == null && (data = path(value)) != null;
            case "--listen" ->
                listen == null && (listen = HostAndPort.parse(value).orElse(null)) != null;
            case "--set" -> putKey(value);
            default -> false;
        };
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private boolean putKey(String keyAndValue) {
        int equals = keyAndValue.indexOf('=');
        if (equals <= 0) {
            return false;
        }
        set.put(keyAndValue.substring(0, equals), keyAndValue.substring(equals + 1));
        return true;
    }
}
