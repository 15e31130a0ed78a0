package io.ottla.applications.spring;

import io.ottla.compat.process.Target;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A Spring context that works with one topic of one broker. */
final class Context {
    private Context() {}

    /** Started with the configurations; they know {@code bootstrap} and {@code topic} as properties. */
    static AnnotationConfigApplicationContext of(Target target, String topic, Class<?>... configurations) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("bootstrap", target.bootstrap(), "topic", topic)));
        context.register(configurations);
        context.refresh();
        return context;
    }
}
