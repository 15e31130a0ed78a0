package io.ottla.broker.cli;

import io.ottla.broker.config.Endpoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * The commands and their options. They are put together in code: picocli's annotations are read by reflection, which takes a
 * good part of the time that the whole broker has for its start.
 */
final class CommandLineModel {

    private final CommandLine commandLine;

    CommandLineModel() {
        CommandSpec root = CommandSpec.create().name("ottla");
        root.addOption(helpOption());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Say which version this is, and stop.")
                .build());
        root.usageMessage()
                .description("A broker that speaks the Apache Kafka protocol.")
                .footer(
                        "%nExit codes: 0 all well, 1 something failed, 2 wrong option or setting.",
                        "Run 'ottla start --help' for what a start can be told.");
        root.addSubcommand("start", start());
        commandLine = new CommandLine(root);
    }

    private static CommandSpec start() {
        CommandSpec start = CommandSpec.create();
        start.usageMessage()
                .description(
                        "Starts a broker and runs it until it is told to stop (Ctrl-C, or SIGTERM).",
                        "Without options: one node at localhost:9092, with its data in the folder ./data.")
                .footer(
                        "%nExamples:",
                        "  ottla start",
                        "  ottla start --listen localhost:19092 --data /tmp/trial",
                        "  ottla start --config server.properties --set num.partitions=3");
        start.addOption(option(
                        "--config",
                        "FILE",
                        "A server.properties with Kafka's own keys. All that it" + " does not set has Kafka's default.")
                .type(Path.class)
                .build());
        start.addOption(option(
                        "--environment",
                        "FILE",
                        "Goes by environment variables, too, as Kafka's container images do: KAFKA_NUM_PARTITIONS=3,"
                                + " and CLUSTER_ID. They count more than --config; where neither of them sets a key,"
                                + " this FILE counts.")
                .type(Path.class)
                .build());
        start.addOption(option(
                        "--data",
                        "DIR",
                        "The folder for all data. An empty one, or one that is not there, is"
                                + " made ready; one that holds data, also Kafka's, is gone on with.")
                .type(Path.class)
                .build());
        start.addOption(option("--listen", "HOST:PORT", "Where to listen for clients; port 0 is any free one.")
                .type(Endpoint.class)
                .converters(CommandLineModel::endpoint)
                .build());
        start.addOption(option(
                        "--set",
                        "KEY=VALUE",
                        "One key of server.properties; may be given many times, and"
                                + " counts more than the file and the other options.")
                .type(Map.class)
                .auxiliaryTypes(String.class, String.class)
                .build());
        start.addOption(helpOption());
        return start;
    }

    private static OptionSpec.Builder option(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).description(description);
    }

    private static OptionSpec helpOption() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Say how this is used, and stop.")
                .build();
    }

    private static Endpoint endpoint(String text) {
        return HostAndPort.parse(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not HOST:PORT"));
    }

    /** What the arguments ask for. */
    Request parse(String... args) {
        try {
            ParseResult root = commandLine.parseArgs(args);
            ParseResult last = root.hasSubcommand() ? root.subcommand() : root;
            if (last.isUsageHelpRequested()) {
                return new Request.Help(last.commandSpec().commandLine().getUsageMessage());
            }
            if (last.isVersionHelpRequested()) {
                return new Request.Version();
            }
            return last == root
                    ? new Request.Wrong("say what to do, as in 'ottla start'; 'ottla --help' tells more")
                    : start(last);
        } catch (ParameterException e) {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            return new Request.Wrong(firstLine(e) + "; '" + command + " --help' tells what there is");
        }
    }

    private static Request start(ParseResult parsed) {
        Map<String, String> set = new LinkedHashMap<>();
        Map<?, ?> given = value(parsed, "--set", Map.class).orElseGet(Map::of);
        given.forEach((key, value) -> set.put(key.toString(), value.toString()));
        return new Request.Start(new StartOptions(
                value(parsed, "--config", Path.class),
                value(parsed, "--environment", Path.class),
                value(parsed, "--data", Path.class),
                value(parsed, "--listen", Endpoint.class),
                set));
    }

    private static <T> Optional<T> value(ParseResult parsed, String option, Class<T> type) {
        return Optional.ofNullable(parsed.matchedOption(option))
                .map(ArgSpec::getValue)
                .map(type::cast);
    }

    private static String firstLine(ParameterException e) {
        return e.getMessage().lines().findFirst().orElse("wrong arguments");
    }

    /** What the program was asked to do. */
    sealed interface Request {

        record Start(StartOptions options) implements Request {}

        record Help(String text) implements Request {}

        record Version() implements Request {}

        record Wrong(String why) implements Request {}
    }
}
