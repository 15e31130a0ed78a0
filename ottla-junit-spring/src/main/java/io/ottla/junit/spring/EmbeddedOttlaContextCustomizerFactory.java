package io.ottla.junit.spring;

import java.util.List;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Spring asks it for each test class; {@code META-INF/spring.factories} names it. */
final class EmbeddedOttlaContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        EmbeddedOttla wanted = TestContextAnnotationUtils.findMergedAnnotation(testClass, EmbeddedOttla.class);
        return wanted == null ? null : new EmbeddedOttlaContextCustomizer(wanted);
    }
}
