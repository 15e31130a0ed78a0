package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code kafka-client-metrics} keeps what clients are to report: set, described, listed, deleted. */
class ClientMetricsCommandTest extends ToolTest {
    private static final String CLIENT_METRICS = "org.apache.kafka.tools.ClientMetricsCommand";

    @Test
    void aSubscriptionIsSetDescribedListedAndDeleted() {
        String name = uniqueTopic("subscription");
        assertThat(succeed(
                                CLIENT_METRICS,
                                "--alter",
                                "--name",
                                name,
                                "--metrics",
                                "org.apache.kafka.producer.",
                                "--interval",
                                "30000",
                                "--match",
                                "client_id=one")
                        .lines())
                .containsExactly("Altered client metrics config for " + name + ".");
        assertThat(succeed(CLIENT_METRICS, "--describe", "--name", name).lines())
                .contains(
                        "Client metrics configs for " + name + " are:",
                        "  interval.ms=30000",
                        "  match=client_id=one",
                        "  metrics=org.apache.kafka.producer.");
        assertThat(succeed(CLIENT_METRICS, "--list").lines()).contains(name);
        assertThat(succeed(CLIENT_METRICS, "--delete", "--name", name).lines())
                .containsExactly("Deleted client metrics config for " + name + ".");
        assertThat(succeed(CLIENT_METRICS, "--list").lines()).doesNotContain(name);
    }
}
