package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.TargetKind;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** The tool by which the reference's own system tests see what a broker can do for a client. */
class ClientCompatibilityTest extends ToolTest {
    /** The tool makes this one; it cannot be told another name. */
    private static final String MADE_BY_THE_TOOL = "newtopic";

    @Test
    void theBrokerDoesWhatTheClientCan() {
        String topic = uniqueTopic("client-compatibility");
        Clients.createTopic(target, topic, 1, Map.of());
        List<String> lines = succeed(
                        "org.apache.kafka.tools.ClientCompatibilityTest",
                        "--topic",
                        topic,
                        "--offsets-for-times-supported",
                        "true",
                        "--cluster-id-supported",
                        "true",
                        "--expect-record-too-large-exception",
                        "false",
                        "--num-cluster-nodes",
                        "1",
                        "--create-topics-supported",
                        "true",
                        // Ottla has no authorisation yet, and says so by not offering it.
                        "--describe-acls-supported",
                        Boolean.toString(target.kind() == TargetKind.REFERENCE),
                        "--describe-configs-supported",
                        "true",
                        "--idempotent-producer-supported",
                        "true")
                .lines();
        assertThat(lines).endsWith("SUCCESS.");
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.deleteTopics(List.of(MADE_BY_THE_TOOL)).all());
        }
    }
}
