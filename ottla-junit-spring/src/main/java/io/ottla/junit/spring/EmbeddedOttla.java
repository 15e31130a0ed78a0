package io.ottla.junit.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test class whose Spring context has a broker, as the bean {@code embeddedKafka} of the type {@code EmbeddedKafkaBroker}:
 * what {@code @EmbeddedKafka} does, with Ottla. The broker lives as long as the context, which Spring may keep for other test
 * classes that want the same.
 *
 * <p>Its address is in the system properties {@code spring.embedded.kafka.brokers} and {@link #bootstrapServersProperty()}.
 * There may be placeholders in all texts.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface EmbeddedOttla {

    /** Where the broker listens, on {@code localhost}; 0 is any free port. */
    int port() default 0;

    /** How many partitions topics have. */
    int partitions() default 2;

    /** Topics that are there from the beginning. */
    String[] topics() default {};

    /** Settings of the broker as in {@code server.properties}: {@code key=value}. */
    String[] brokerProperties() default {};

    /** A resource with more of them, such as {@code classpath:broker.properties}; {@link #brokerProperties()} count more. */
    String brokerPropertiesLocation() default "";

    /** The system property that tells the application where the broker is; the default is the one of Spring Boot. */
    String bootstrapServersProperty() default "spring.kafka.bootstrap-servers";

    /** How long making topics may take, in seconds. */
    int adminTimeout() default 10;
}
