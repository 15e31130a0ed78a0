package io.ottla.broker;

import io.ottla.broker.config.Endpoint;
import io.ottla.broker.config.Settings;
import io.ottla.broker.metrics.Metrics;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker inside this JVM. Several can run side by side: nothing is static, no signal is handled, and the JVM is never
 * ended.
 *
 * <pre>{@code
 * try (Ottla broker = Ottla.start()) {
 *     properties.put("bootstrap.servers", broker.bootstrapServers());
 *     ...
 * }
 * }</pre>
 */
public final class Ottla implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ottla.class);

    private final RunningBroker broker;

    private Ottla(RunningBroker broker) {
        this.broker = broker;
    }

    /**
     * Starts a broker on a free port of the loopback address, with a temporary folder that goes when it is closed.
     *
     * @throws BrokerStartException when it cannot start; nothing is left running then
     */
    public static Ottla start() {
        return start(Settings.embedded());
    }

    /**
     * Starts a broker; returns when clients are served.
     *
     * @throws BrokerStartException when it cannot start; nothing is left running then
     */
    public static Ottla start(Settings settings) {
        return start(settings, cause -> LOG.error("The broker cannot go on and should be closed", cause));
    }

    /**
     * Starts a broker; returns when clients are served.
     *
     * @param onFatal told when the broker cannot go on, such as when the disk with the metadata log has failed; by the thread
     *     that found out, which must not be held up
     * @throws BrokerStartException when it cannot start; nothing is left running then
     */
    public static Ottla start(Settings settings, Consumer<Throwable> onFatal) {
        return new Ottla(BrokerStart.start(settings, onFatal));
    }

    /** Where clients can connect, for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(","));
    }

    /** Where clients can connect, in the order of the settings' listeners, with the real ports. */
    public List<Endpoint> endpoints() {
        return broker.endpoints();
    }

    /** What the broker counts. */
    public Metrics metrics() {
        return broker.metrics();
    }

    /**
     * Stops: no more requests are read, those in flight are answered, the logs are synced, and the data folders are marked as
     * left in good order. Does nothing the second time.
     */
    @Override
    public void close() {
        broker.close();
    }
}
