package io.ottla.image;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The reference's own image, where the engine has it: nothing is downloaded. */
@Cell(client = "Testcontainers KafkaContainer", target = TargetKind.REFERENCE, image = ReferenceContainerTest.IMAGE)
class ReferenceContainerTest extends KafkaImageContract<KafkaContainer> {
    static final String IMAGE = "docker.io/apache/kafka:4.3.1";

    @Override
    KafkaContainer container() {
        KafkaContainer container =
                new KafkaContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"));
        container.setPortBindings(List.of(Ports.free() + ":9092"));
        return container;
    }

    @Override
    String bootstrapServers(KafkaContainer container) {
        return container.getBootstrapServers();
    }
}
