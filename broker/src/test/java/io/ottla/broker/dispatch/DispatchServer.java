package io.ottla.broker.dispatch;

import io.ottla.broker.config.Listener;
import io.ottla.broker.config.NetworkSettings;
import io.ottla.broker.config.SecurityProtocol;
import io.ottla.broker.metrics.MetricName;
import io.ottla.broker.metrics.MetricsRegistry;
import io.ottla.broker.metrics.Sample;
import io.ottla.broker.net.FrameClient;
import io.ottla.broker.net.NetworkServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server on a free port of the loopback address that dispatches to given handlers. */
final class DispatchServer implements AutoCloseable {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final MetricsRegistry metrics = new MetricsRegistry();
    private final NetworkServer server;

    DispatchServer(List<ApiHandler<?, ?>> handlers) throws IOException {
        this(handlers, new ScriptedQuota(false, 0));
    }

    DispatchServer(List<ApiHandler<?, ?>> handlers, RequestQuota quota) throws IOException {
        NetworkSettings settings = new NetworkSettings(
                List.of(new Listener("PLAINTEXT", "127.0.0.1", 0, SecurityProtocol.PLAINTEXT, Optional.empty())),
                List.of(),
                "PLAINTEXT",
                1,
                new NetworkSettings.Sockets(-1, -1, 50),
                new NetworkSettings.Connections(NO_LIMIT, NO_LIMIT, Map.of(), NO_LIMIT, -1),
                new NetworkSettings.Requests(1 << 20, NO_LIMIT, -1));
        Dispatcher dispatcher = new Dispatcher(new HandlerTable(handlers), quota, metrics);
        this.server = NetworkServer.bind(settings, dispatcher, () -> false, metrics);
        server.accept();
    }

    FrameClient connect() throws IOException {
        return new FrameClient(server.listeners().getFirst().address());
    }

    long count(String name, String label, String value) {
        return metrics.snapshot().stream()
                .filter(sample -> sample.name().name().equals(name))
                .filter(sample -> value.equals(sample.name().labels().get(label)))
                .mapToLong(sample -> ((Sample.Count) sample).sum())
                .sum();
    }

    long timesRecorded(String api) {
        return metrics.histogram(MetricName.of("request_time_us", "api", api))
                .snapshot()
                .count();
    }

    @Override
    public void close() {
        server.close();
    }
}
