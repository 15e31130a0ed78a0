package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ActivationTest {

    private static VersionedRecord level(String feature, int level) {
        return new VersionedRecord(new FeatureLevelRecord().name(feature).featureLevel((short) level), 0);
    }

    private static List<String> names(Activation activation, ClusterImage image) {
        DecisionRules rules = new DecisionRules(1, 1, (short) 1, new FakeConfigRules(), FeaturePolicy.CURRENT);
        DecisionInput input = new DecisionInput(image, 0, 0, (short) 1, new Random(1), new FakeSessions(), rules);
        if (activation.decide(input) instanceof Decision.Accepted<Activation.Done> accepted) {
            return accepted.records().stream()
                    .map(record -> record.message().getClass().getSimpleName())
                    .toList();
        }
        throw new AssertionError("an activation is never refused");
    }

    @Test
    void anEmptyLogGetsWhatItWasFormattedWith() {
        List<VersionedRecord> bootstrap =
                List.of(level("metadata.version", 30), level("eligible.leader.replicas.version", 1));

        assertThat(names(new Activation(bootstrap, false), ClusterImage.empty("c")))
                .containsExactly(
                        "BeginTransactionRecord",
                        "FeatureLevelRecord",
                        "FeatureLevelRecord",
                        "ConfigRecord",
                        "EndTransactionRecord");
    }

    @Test
    void anOldMetadataVersionKnowsNoTransactions() {
        assertThat(names(new Activation(List.of(level("metadata.version", 12)), false), ClusterImage.empty("c")))
                .containsExactly("FeatureLevelRecord");
    }

    @Test
    void aBootstrapThatDidNotEndBeginsAnew() {
        assertThat(names(new Activation(List.of(level("metadata.version", 30)), true), ClusterImage.empty("c")))
                .containsExactly(
                        "AbortTransactionRecord",
                        "BeginTransactionRecord",
                        "FeatureLevelRecord",
                        "EndTransactionRecord");
    }

    @Test
    void aLogThatIsInUseIsLeftAlone() {
        ClusterImage image = DecidingCluster.latest().image();

        assertThat(names(new Activation(List.of(level("metadata.version", 30)), false), image))
                .isEmpty();
        assertThat(names(new Activation(List.of(level("metadata.version", 30)), true), image))
                .containsExactly("AbortTransactionRecord");
    }
}
