package io.ottla.broker.cli;

import io.ottla.broker.Ottla;
import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.Settings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * Where the program begins. All that touches the process as a whole is here: exit codes, signals, standard output.
 *
 * <p>There is no lambda in here. Those of all other classes have been met in the {@link Rehearsal} and are kept with what the
 * JVM learns there; one that is new to it costs more than a hundred that are not.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Instant since = startOfProcess();
        StandardOutputLogging.use();
        Program.Outcome outcome =
                new Program(new EmbeddedBroker(), System.getenv(), System.out, System.err).run(since, args);
        if (outcome instanceof Program.Outcome.Serving serving) {
            serveUntilSignal(serving.broker());
        } else if (outcome instanceof Program.Outcome.Done done) {
            System.exit(done.exitCode());
        }
    }

    static Instant startOfProcess() {
        Instant now = Instant.now();
        return ProcessHandle.current().info().startInstant().orElse(now);
    }

    /** A signal stops the broker in good order; the process then leaves with 0, and not with the number of the signal. */
    private static void serveUntilSignal(Program.Running broker) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new StopThread(broker));
        new CountDownLatch(1).await();
    }

    /** How the program starts a broker. */
    static final class EmbeddedBroker implements Program.Starter {

        @Override
        public Program.Running start(Settings settings) {
            Ottla broker = Ottla.start(settings, EmbeddedBroker::giveUp);
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
    }

    private static final class StopThread extends Thread {
        private final Program.Running broker;

        private StopThread(Program.Running broker) {
            super("stop");
            this.broker = broker;
        }

        @Override
        public void run() {
            Runtime.getRuntime().halt(stopBroker());
        }

        private int stopBroker() {
            try {
                broker.close();
                return ExitCode.OK;
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(Main.class).error("the broker did not stop in good order", e);
                return ExitCode.FAILED;
            }
        }
    }
}
