package io.ottla.applications.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;

/** {@code spring.kafka.bootstrap-servers} is all that an application of Spring Boot has to be told. */
class AutoConfigurationTest extends OnBothTargets {
    private static final Application BOOT = new Application("spring", "Spring Boot");
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int RECORDS = 20;

    @Test
    void theAddressIsEnough() throws Exception {
        BOOT.check(target, "auto-configuration: topic of a bean, template, listener, restart", () -> {
            String topic = uniqueTopic("boot");
            assertThat(run(topic, "first", AutoConfigurationTest::send)).isEqualTo(values("first"));
            assertThat(run(topic, "second", AutoConfigurationTest::send)).isEqualTo(values("second"));
        });
    }

    @Test
    void aPrefixMakesTransactions() throws Exception {
        BOOT.check(target, "auto-configuration: transactions by spring.kafka.producer.transaction-id-prefix", () -> {
            String topic = uniqueTopic("boot-transactions");
            assertThat(run(
                            topic,
                            "value",
                            AutoConfigurationTest::sendInTransaction,
                            "--spring.kafka.producer.transaction-id-prefix=" + topic,
                            "--spring.kafka.consumer.isolation-level=read_committed"))
                    .isEqualTo(values("value"));
        });
    }

    /** What the listener was given while the application ran. */
    private List<String> run(
            String topic, String word, BiConsumer<KafkaTemplate<String, String>, Sent> sending, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--spring.kafka.bootstrap-servers=" + target.bootstrap());
        arguments.add("--spring.kafka.consumer.auto-offset-reset=earliest");
        arguments.add("--topic=" + topic);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Orders.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new))) {
            Orders orders = context.getBean(Orders.class);
            sending.accept(orders.template(), new Sent(topic, values(word)));
            Await.until(
                    WITHIN,
                    () -> RECORDS + " records; there are " + orders.received(),
                    () -> orders.received().size() >= RECORDS);
            return orders.received();
        }
    }

    private static void send(KafkaTemplate<String, String> template, Sent sent) {
        sent.values().forEach(value -> template.send(sent.topic(), value).join());
    }

    private static void sendInTransaction(KafkaTemplate<String, String> template, Sent sent) {
        template.executeInTransaction(operations -> sent.values().stream()
                .map(value -> operations.send(sent.topic(), value))
                .toList());
    }

    private static List<String> values(String word) {
        return IntStream.range(0, RECORDS).mapToObj(i -> word + i).toList();
    }

    /** What goes where. */
    private record Sent(String topic, List<String> values) {}
}
