package io.ottla.image;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import org.testcontainers.kafka.ConfluentKafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Ottla in place of {@code confluentinc/cp-kafka}. */
@Cell(client = "Testcontainers ConfluentKafkaContainer", target = TargetKind.OTTLA, image = Engine.IMAGE)
class OttlaAsConfluentContainerTest extends KafkaImageContract<ConfluentKafkaContainer> {

    @Override
    ConfluentKafkaContainer container() {
        ConfluentKafkaContainer container = new ConfluentKafkaContainer(
                DockerImageName.parse(Engine.IMAGE).asCompatibleSubstituteFor("confluentinc/cp-kafka"));
        container.setPortBindings(List.of(Ports.free() + ":9092"));
        return container;
    }

    @Override
    String bootstrapServers(ConfluentKafkaContainer container) {
        return container.getBootstrapServers();
    }
}
