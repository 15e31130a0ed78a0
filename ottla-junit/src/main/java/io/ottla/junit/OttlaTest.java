package io.ottla.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that a broker runs for, from before its first test until after its last. Nested classes share it, unless they
 * have the annotation themselves.
 *
 * <p>Parameters of test methods, of methods that are called before and after, and of the constructor may be
 *
 * <ul>
 *   <li>{@code @BootstrapServers String}: where clients find the broker;
 *   <li>{@code Producer<K, V>}, {@code Consumer<K, V>}, {@code Admin} of Kafka's client library, also as {@code
 *       KafkaProducer} and so on: connected to the broker, with serializers for the types they are declared with, and closed
 *       after the test. A consumer is the only member of a group of its own, and begins at the beginning. See {@link
 *       ClientProperties} for all else;
 *   <li>{@code Ottla}: the broker.
 * </ul>
 *
 * <pre>{@code
 * @OttlaTest(topics = "orders:3")
 * class OrdersTest {
 *     @Test
 *     void areCounted(Producer<String, String> producer, Consumer<String, String> consumer) { ... }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(OttlaExtension.class)
public @interface OttlaTest {

    /** Settings of the broker as in {@code server.properties}, each {@code key=value}. */
    String[] properties() default {};

    /** Where the broker listens, on {@code localhost}; 0 is any free port. */
    int port() default 0;

    /** Topics that are there before the first test, each {@code name} or {@code name:partitions}. */
    String[] topics() default {};
}
