package io.ottla.demo;

import io.ottla.demo.client.ClientSettings;
import io.ottla.demo.client.OwnBroker;
import io.ottla.demo.client.Topics;
import io.ottla.demo.plot.Names;
import io.ottla.demo.plot.Programme;
import io.ottla.demo.screen.Board;
import io.ottla.demo.screen.LiveScreen;
import io.ottla.demo.screen.PlainScreen;
import io.ottla.demo.screen.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/**
 * Where {@code ottla demo} begins. The launcher says by system properties where it is itself ({@code ottla.launcher}) and
 * whether somebody watches in a terminal ({@code ottla.demo.live}).
 */
public final class Main {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(DemoOptions.USAGE);
            return OK;
        }
        DemoOptions options;
        try {
            options = DemoOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            return complain(e.getMessage() + "; 'ottla demo --help' tells what there is", WRONG_USE);
        }
        try {
            return options.bootstrap().isPresent()
                    ? onGivenBroker(options, options.bootstrap().get())
                    : onOwnBroker(options);
        } catch (DemoException | IOException | ExecutionException | KafkaException e) {
            return complain(e.getMessage(), FAILED);
        } catch (InterruptedException e) {
            return complain("interrupted", FAILED);
        }
    }

    private static int complain(String why, int exitCode) {
        System.err.println("ottla demo: " + why);
        return exitCode;
    }

    private static int onOwnBroker(DemoOptions options)
            throws IOException, DemoException, ExecutionException, InterruptedException {
        String launcher = System.getProperty("ottla.launcher");
        if (launcher == null) {
            return complain("without bin/ottla there is no broker to start; say --bootstrap HOST:PORT", WRONG_USE);
        }
        try (OwnBroker broker = OwnBroker.start(Path.of(launcher))) {
            System.out.println("a broker for this demo runs at " + broker.bootstrap());
            ClientSettings settings = settings(options, broker.bootstrap());
            new Topics(settings).create();
            return play(options, settings);
        }
    }

    /** Deletes what it made on somebody else's broker, and touches nothing that was there. */
    private static int onGivenBroker(DemoOptions options, String bootstrap)
            throws DemoException, ExecutionException, InterruptedException {
        ClientSettings settings = settings(options, bootstrap);
        Topics topics = new Topics(settings);
        Set<String> existing = topics.existing();
        if (!existing.isEmpty()) {
            return complain("topics " + existing + " are there already; choose a --prefix", WRONG_USE);
        }
        topics.create();
        // If this throws, what is there stays to be looked at.
        int exitCode = play(options, settings);
        if (!options.keep()) {
            topics.delete();
        }
        return exitCode;
    }

    private static int play(DemoOptions options, ClientSettings settings) throws DemoException, InterruptedException {
        DemoOptions.Afternoon afternoon = options.afternoon();
        Programme programme = Programme.of(afternoon.matches(), afternoon.overs(), afternoon.seed());
        Board board = new Board(programme.fixtures());
        Screen screen = Boolean.getBoolean("ottla.demo.live")
                ? new LiveScreen(System.out, board)
                : new PlainScreen(System.out, board);
        return new Demo(settings, programme, options.ballsASecond(), screen).play() ? OK : FAILED;
    }

    private static ClientSettings settings(DemoOptions options, String bootstrap) {
        return new ClientSettings(bootstrap, new Names(options.prefix()), options.sessionTimeoutMs());
    }
}
