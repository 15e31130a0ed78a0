package io.ottla.junit.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the broker and makes it a bean, before any other bean is made. Two that want the same are equal, by which Spring
 * knows contexts that test classes can share.
 */
record EmbeddedOttlaContextCustomizer(EmbeddedOttla wanted) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
        UnaryOperator<String> placeholders = context.getEnvironment()::resolvePlaceholders;
        OttlaEmbeddedKafkaBroker broker = new OttlaEmbeddedKafkaBroker(
                wanted.partitions(),
                Stream.of(wanted.topics()).map(placeholders).toArray(String[]::new));
        broker.kafkaPorts(wanted.port())
                .adminTimeout(wanted.adminTimeout())
                .brokerProperties(properties(context, placeholders))
                .brokerListProperty(placeholders.apply(wanted.bootstrapServersProperty()));
        broker.afterPropertiesSet();
        if (!(context.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans)) {
            broker.destroy();
            throw new IllegalStateException("not a context that a broker can be added to: " + context);
        }
        beans.registerSingleton(EmbeddedKafkaBroker.BEAN_NAME, broker);
        beans.registerDisposableBean(EmbeddedKafkaBroker.BEAN_NAME, broker);
    }

    private Map<String, String> properties(ConfigurableApplicationContext context, UnaryOperator<String> placeholders) {
        Properties properties = new Properties();
        String location = placeholders.apply(wanted.brokerPropertiesLocation());
        try {
            if (!location.isBlank()) {
                Resource resource = context.getResource(location);
                try (InputStream in = resource.getInputStream()) {
                    properties.load(in);
                }
            }
            for (String line : wanted.brokerProperties()) {
                properties.load(new StringReader(line));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the broker's properties from " + location, e);
        }
        Map<String, String> resolved = new LinkedHashMap<>();
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            resolved.put(placeholders.apply(key), placeholders.apply(properties.getProperty(key)));
        }
        return resolved;
    }
}
