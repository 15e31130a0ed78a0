package io.ottla.compat.scripts;

import io.ottla.compat.OnBothTargets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The clients for Python that Debian packages; they are for Debian's own interpreter, not for one further up the path.
 */
@Timeout(400)
class PythonClientsTest extends OnBothTargets {
    private static final String SUITE = "python";
    private static final String INTERPRETER = "/usr/bin/python3";

    @Test
    void confluentKafka() {
        new ClientScript(
                        SUITE,
                        "confluent-kafka",
                        INTERPRETER,
                        "python/confluent.py",
                        List.of("-c", "import confluent_kafka"))
                .run(target, uniqueTopic("confluent"));
    }

    @Test
    void kafkaPython() {
        new ClientScript(SUITE, "kafka-python", INTERPRETER, "python/kafka_python.py", List.of("-c", "import kafka"))
                .run(target, uniqueTopic("kafka-python"));
    }
}
