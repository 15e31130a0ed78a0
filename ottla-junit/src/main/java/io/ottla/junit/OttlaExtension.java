package io.ottla.junit;

import io.ottla.broker.Ottla;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts a broker before the first test of a class, closes it after the last, and fills in parameters: what {@link OttlaTest}
 * does. For what no annotation can say it may be registered by hand, in a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final OttlaExtension KAFKA = new OttlaExtension().property("message.max.bytes", limit()).topic("orders", 3);
 * }</pre>
 */
public final class OttlaExtension implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(OttlaExtension.class);
    private static final String BROKER = "broker";
    private static final String CLIENTS = "clients of ";

    private BrokerPlan plan = BrokerPlan.PLAIN;
    private volatile Ottla running;

    /** Sets a key of {@code server.properties}. */
    public OttlaExtension property(String key, String value) {
        plan = plan.withProperty(key, value);
        return this;
    }

    /** Listens at this port of {@code localhost} instead of any free one. */
    public OttlaExtension port(int port) {
        plan = plan.withPort(port);
        return this;
    }

    /** Has a topic made before the first test. */
    public OttlaExtension topic(String name, int partitions) {
        plan = plan.withTopic(TopicPlan.parse(name + ":" + partitions));
        return this;
    }

    /** The broker, while the tests of the class run. */
    public Ottla broker() {
        Ottla broker = running;
        if (broker == null) {
            throw new IllegalStateException("there is a broker only while the tests of the class run");
        }
        return broker;
    }

    /** Where clients find the broker, while the tests of the class run. */
    public String bootstrapServers() {
        return broker().bootstrapServers();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<OttlaTest> annotation =
                AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OttlaTest.class);
        if (annotation.isEmpty() && brokerFor(context).isPresent()) {
            // That of the class around it.
            return;
        }
        Ottla broker = annotation.map(BrokerPlan::of).orElse(plan).start();
        running = broker;
        context.getStore(NAMESPACE).put(BROKER, new Owned(broker, context.getUniqueId()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try {
            closeClients(context);
        } finally {
            Owned owned = context.getStore(NAMESPACE).get(BROKER, Owned.class);
            if (owned != null && owned.owner().equals(context.getUniqueId())) {
                context.getStore(NAMESPACE).remove(BROKER);
                // After a nested class it is again that of the class around it.
                running = brokerFor(context).orElse(null);
                owned.broker().close();
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        closeClients(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext context) {
        Class<?> type = parameterContext.getParameter().getType();
        return type == Ottla.class
                || (type == String.class && parameterContext.isAnnotated(BootstrapServers.class))
                || ClientTypes.contain(type.getName());
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
        Ottla broker = brokerFor(context)
                .orElseThrow(() -> new ParameterResolutionException("no broker runs yet; it is started before the first"
                        + " test of a class, so a field with @RegisterExtension has to be static"));
        Parameter parameter = parameterContext.getParameter();
        if (parameter.getType() == Ottla.class) {
            return broker;
        }
        if (parameter.getType() == String.class) {
            return broker.bootstrapServers();
        }
        String[] properties = parameterContext
                .findAnnotation(ClientProperties.class)
                .map(ClientProperties::value)
                .orElseGet(() -> new String[0]);
        AutoCloseable client =
                StockClients.create(parameter, broker.bootstrapServers(), KeysAndValues.parse(properties));
        clients(context).add(client);
        return client;
    }

    private static Optional<Ottla> brokerFor(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(BROKER, Owned.class))
                .map(Owned::broker);
    }

    /** Those that were made for this class or this test, and not for one around it. */
    private static OpenClients clients(ExtensionContext context) {
        String key = CLIENTS + context.getUniqueId();
        OpenClients open = context.getStore(NAMESPACE).get(key, OpenClients.class);
        if (open == null) {
            open = new OpenClients(new CopyOnWriteArrayList<>());
            context.getStore(NAMESPACE).put(key, open);
        }
        return open;
    }

    private static void closeClients(ExtensionContext context) {
        OpenClients open = context.getStore(NAMESPACE).remove(CLIENTS + context.getUniqueId(), OpenClients.class);
        if (open != null) {
            open.closeAll();
        }
    }

    /** The broker and the id of the class that it was started for. What is closable itself, JUnit would close when it likes. */
    private record Owned(Ottla broker, String owner) {}

    private record OpenClients(List<AutoCloseable> clients) {
        void add(AutoCloseable client) {
            clients.add(client);
        }

        void closeAll() {
            IllegalStateException failed = null;
            for (AutoCloseable client : clients.reversed()) {
                try {
                    client.close();
                } catch (Exception e) {
                    failed = failed == null ? new IllegalStateException("a client could not be closed") : failed;
                    failed.addSuppressed(e);
                }
            }
            if (failed != null) {
                throw failed;
            }
        }
    }
}
