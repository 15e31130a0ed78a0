package io.ottla.compat.scripts;

import io.ottla.compat.OnBothTargets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clients for Node.js. */
@Timeout(400)
class NodeClientsTest extends OnBothTargets {
    private static final String SUITE = "node";
    private static final String INTERPRETER = "node";

    @Test
    void kafkajs() {
        new ClientScript(SUITE, "kafkajs", INTERPRETER, "node/kafkajs.mjs", List.of("-e", "import('kafkajs')"))
                .run(target, uniqueTopic("kafkajs"));
    }

    @Test
    void platformatic() {
        new ClientScript(
                        SUITE,
                        "@platformatic/kafka",
                        INTERPRETER,
                        "node/platformatic.mjs",
                        List.of("-e", "import('@platformatic/kafka')"))
                .run(target, uniqueTopic("platformatic"));
    }
}
