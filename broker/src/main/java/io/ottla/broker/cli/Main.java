package io.ottla.broker.cli;

import io.ottla.broker.Ottla;
import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.Settings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Where the program begins. All that touches the process as a whole is here: exit codes, signals, standard output. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Instant since = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        StandardOutputLogging.use();
        switch (new Program(Main::start, System.out, System.err).run(since, args)) {
            case Program.Outcome.Done done -> System.exit(done.exitCode());
            case Program.Outcome.Serving serving -> serveUntilSignal(serving.broker());
        }
    }

    static Program.Running start(Settings settings) {
        Ottla broker = Ottla.start(settings, Main::giveUp);
        return new Program.Running() {
            @Override
            public List<Endpoint> endpoints() {
                return broker.endpoints();
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }

    /** Whoever supervises the process is to start it again; what was acknowledged is on disk. */
    private static void giveUp(Throwable cause) {
        LoggerFactory.getLogger(Main.class).error("the broker cannot go on", cause);
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }

    /** A signal stops the broker in good order; the process then leaves with 0, and not with the number of the signal. */
    private static void serveUntilSignal(Program.Running broker) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(stop(broker)), "stop"));
        new CountDownLatch(1).await();
    }

    private static int stop(Program.Running broker) {
        try {
            broker.close();
            return ExitCode.OK;
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Main.class).error("the broker did not stop in good order", e);
            return ExitCode.FAILED;
        }
    }
}
