package io.ottla.controller.driver;

import io.ottla.controller.decide.AllocateProducerIds;
import io.ottla.controller.decide.AlterClientQuotas;
import io.ottla.controller.decide.AlterConfigs;
import io.ottla.controller.decide.AppendNoOp;
import io.ottla.controller.decide.BrokerHeartbeat;
import io.ottla.controller.decide.Command;
import io.ottla.controller.decide.CreatePartitions;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.controller.decide.DeleteTopics;
import io.ottla.controller.decide.FeaturePolicy;
import io.ottla.controller.decide.IncrementalAlterConfigs;
import io.ottla.controller.decide.RegisterBroker;
import io.ottla.controller.decide.UnregisterBroker;
import io.ottla.controller.decide.UpdateFeatures;
import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClientQuotasImage.Entity;
import io.ottla.controller.image.ClientQuotasImage.Part;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** Commands of all kinds, sensible ones and others, for a few topics and brokers. */
final class RandomCommands {
    private static final int TOPICS = 6;
    private static final int BROKERS = 3;

    private final Random random;

    RandomCommands(long seed) {
        this.random = new Random(seed);
    }

    Command<?> next(ClusterImage image) {
        return switch (random.nextInt(13)) {
            case 0, 1 -> createTopics();
            case 2 -> new DeleteTopics(List.of(new DeleteTopics.ByName(topic())));
            case 3 ->
                new CreatePartitions(
                        List.of(new CreatePartitions.Growth(topic(), 1 + random.nextInt(6), Optional.empty())), false);
            case 4 ->
                new IncrementalAlterConfigs(
                        Map.of(resource(), Map.of("retention.ms", new IncrementalAlterConfigs.Set(value()))), false);
            case 5 -> new IncrementalAlterConfigs(Map.of(resource(), Map.of("min.insync.replicas", change())), false);
            case 6 -> new AlterConfigs(Map.of(resource(), Map.of("cleanup.policy", Optional.of(value()))), false);
            case 7 -> register();
            case 8, 9 -> heartbeat(image);
            case 10 ->
                random.nextInt(4) == 0
                        ? new UnregisterBroker(broker())
                        : new AllocateProducerIds(broker(), epoch(image));
            case 11 -> alterQuota();
            default ->
                random.nextInt(3) > 0
                        ? new AppendNoOp()
                        : new UpdateFeatures(
                                List.of(new UpdateFeatures.Update(
                                        "eligible.leader.replicas.version",
                                        (short) random.nextInt(2),
                                        UpdateFeatures.UpgradeType.of((byte) (1 + random.nextInt(2))))),
                                false);
        };
    }

    private AlterClientQuotas alterQuota() {
        Entity entity = new Entity(List.of(
                new Part(Part.USER, random.nextBoolean() ? Optional.empty() : Optional.of("u" + random.nextInt(3)))));
        Optional<Double> limit = random.nextInt(3) == 0 ? Optional.empty() : Optional.of((double) random.nextInt(3));
        return new AlterClientQuotas(
                List.of(new AlterClientQuotas.Alteration(
                        entity, List.of(new AlterClientQuotas.Op("producer_byte_rate", limit)))),
                Set.of(),
                random.nextInt(10) == 0);
    }

    private CreateTopics createTopics() {
        return new CreateTopics(
                List.of(new CreateTopics.NewTopic(
                        topic(),
                        1 + random.nextInt(3),
                        (short) (1 + random.nextInt(2)),
                        List.of(),
                        random.nextBoolean() ? Map.of() : Map.of("retention.ms", value()))),
                random.nextInt(10) == 0);
    }

    private RegisterBroker register() {
        int id = broker();
        return new RegisterBroker(
                id,
                Harness.CLUSTER_ID,
                new Uuid(id, random.nextInt(2)),
                List.of(new ListenerEndpoint("PLAINTEXT", "localhost", 9090 + id, (short) 0)),
                FeaturePolicy.CURRENT.supported(),
                random.nextBoolean() ? Optional.empty() : Optional.of("rack"),
                List.of(new Uuid(50, id), new Uuid(51, id)),
                OptionalLong.empty());
    }

    private BrokerHeartbeat heartbeat(ClusterImage image) {
        int id = broker();
        BrokerRegistration broker = image.nodes().broker(id);
        return new BrokerHeartbeat(
                id,
                broker == null ? 0 : broker.epoch(),
                image.applied().offset(),
                random.nextInt(6) == 0,
                random.nextInt(8) == 0,
                random.nextInt(8) == 0 ? List.of(new Uuid(50, id)) : List.of(),
                Optional.of(List.of()));
    }

    private long epoch(ClusterImage image) {
        BrokerRegistration broker = image.nodes().broker(1);
        return broker == null ? 0 : broker.epoch();
    }

    private IncrementalAlterConfigs.Change change() {
        return random.nextBoolean()
                ? new IncrementalAlterConfigs.Set(Integer.toString(1 + random.nextInt(2)))
                : new IncrementalAlterConfigs.Delete();
    }

    private ConfigResource resource() {
        return switch (random.nextInt(3)) {
            case 0 -> ConfigResource.CLUSTER_DEFAULT;
            case 1 -> ConfigResource.broker(broker());
            default -> ConfigResource.topic(topic());
        };
    }

    private String topic() {
        return "topic-" + random.nextInt(TOPICS);
    }

    private String value() {
        return random.nextInt(10) == 0 ? "bad" : "value-" + random.nextInt(4);
    }

    private int broker() {
        return 1 + random.nextInt(BROKERS);
    }
}
