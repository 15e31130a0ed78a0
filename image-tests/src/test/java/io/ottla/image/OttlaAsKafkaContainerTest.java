package io.ottla.image;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Ottla in place of {@code apache/kafka}. */
@Cell(client = "Testcontainers KafkaContainer", target = TargetKind.OTTLA, image = Engine.IMAGE)
class OttlaAsKafkaContainerTest extends KafkaImageContract<KafkaContainer> {

    @Override
    KafkaContainer container() {
        KafkaContainer container =
                new KafkaContainer(DockerImageName.parse(Engine.IMAGE).asCompatibleSubstituteFor("apache/kafka"));
        container.setPortBindings(List.of(Ports.free() + ":9092"));
        return container;
    }

    @Override
    String bootstrapServers(KafkaContainer container) {
        return container.getBootstrapServers();
    }
}
