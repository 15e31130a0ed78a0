package io.ottla.bench.load;

import java.io.IOException;
import picocli.CommandLine;

/** The load generator as a program; {@code --help} tells its options. */
public final class Load {
    private Load() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        CommandLine commandLine = LoadOptions.commandLine();
        commandLine.parseArgs(arguments);
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            return;
        }
        LoadOptions options = (LoadOptions) commandLine.getCommandSpec().userObject();
        LoadRun.of(options).print(System.out);
    }
}
