package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.decide.UpdateFeatures.Update;
import io.ottla.controller.decide.UpdateFeatures.UpgradeType;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpdateFeaturesTest {
    private static final String METADATA = "metadata.version";
    private static final String ELR = "eligible.leader.replicas.version";
    private static final String PREFIX =
            "The update failed for all features since the following feature had an error: ";

    private static UpdateFeatures update(String feature, int level, UpgradeType type) {
        return new UpdateFeatures(List.of(new Update(feature, (short) level, type)), false);
    }

    private static String refusal(DecidingCluster cluster, UpdateFeatures update) {
        ApiError error = cluster.refuse(update);
        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
        assertThat(error.message()).startsWith(PREFIX);
        return error.message().substring(PREFIX.length());
    }

    @Test
    void raisesALevel() {
        DecidingCluster cluster = DecidingCluster.at(24, false);

        cluster.accept(update(METADATA, 30, UpgradeType.UPGRADE));

        assertThat(cluster.image().metadataVersion().level()).isEqualTo((short) 30);
    }

    @Test
    void lowersALevelOnlyWhenNothingIsLost() {
        DecidingCluster cluster = DecidingCluster.at(29, false);

        assertThat(refusal(cluster, update(METADATA, 25, UpgradeType.UPGRADE)))
                .isEqualTo("Invalid update version 25 for feature metadata.version. Can't downgrade the version of this"
                        + " feature without setting the upgrade type to either safe or unsafe downgrade.");
        assertThat(refusal(cluster, update(METADATA, 20, UpgradeType.SAFE_DOWNGRADE)))
                .isEqualTo("Unsupported metadata.version downgrade from 29 to 20. Refusing to perform the requested"
                        + " downgrade because it might delete metadata information.");
        assertThat(refusal(cluster, update(METADATA, 20, UpgradeType.UNSAFE_DOWNGRADE)))
                .isEqualTo("Unsupported metadata.version downgrade from 29 to 20. Unsafe metadata downgrade is not"
                        + " supported in this version.");

        cluster.accept(update(METADATA, 25, UpgradeType.SAFE_DOWNGRADE));
        assertThat(cluster.image().metadataVersion().level()).isEqualTo((short) 25);
    }

    @Test
    void refusesWhatIsNotSupportedHere() {
        DecidingCluster cluster = DecidingCluster.latest();

        assertThat(refusal(cluster, update("share.version", 1, UpgradeType.UPGRADE)))
                .isEqualTo("Invalid update version 1 for feature share.version. Local controller 1 does not support"
                        + " this feature.");
        assertThat(refusal(cluster, update(METADATA, 31, UpgradeType.UPGRADE)))
                .isEqualTo("Invalid update version 31 for feature metadata.version. Local controller 1 only supports"
                        + " versions 7-30");
        assertThat(refusal(cluster, update(METADATA, -1, UpgradeType.UPGRADE)))
                .isEqualTo("Invalid update version -1 for feature metadata.version. A feature version cannot be less"
                        + " than 0.");
    }

    @Test
    void refusesTypesThatMakeNoSense() {
        DecidingCluster cluster = DecidingCluster.at(29, false);

        assertThat(refusal(cluster, update(METADATA, 30, UpgradeType.UNKNOWN)))
                .endsWith("The controller does not support the given upgrade type.");
        assertThat(refusal(cluster, update(METADATA, 30, UpgradeType.SAFE_DOWNGRADE)))
                .endsWith("Can't downgrade to a newer version.");
    }

    @Test
    void turningElrOnSettlesMinInsyncReplicasForAll() {
        DecidingCluster cluster = DecidingCluster.withoutElr().withBrokers(1);
        cluster.accept(new IncrementalAlterConfigs(
                Map.of(ConfigResource.broker(1), Map.of("min.insync.replicas", new IncrementalAlterConfigs.Set("2"))),
                false));

        cluster.accept(update(ELR, 1, UpgradeType.UPGRADE));

        assertThat(cluster.image().features().hasEligibleLeaderReplicas()).isTrue();
        assertThat(cluster.image().configs().ofCluster()).containsEntry("min.insync.replicas", "1");
        assertThat(cluster.image().configs().ofBroker(1)).isEmpty();
    }

    @Test
    void elrNeedsAMetadataVersion() {
        DecidingCluster cluster = DecidingCluster.at(20, false);

        assertThat(refusal(cluster, update(ELR, 1, UpgradeType.UPGRADE)))
                .endsWith("eligible.leader.replicas.version could not be set to 1 because it depends on"
                        + " metadata.version level 23");
        cluster.accept(new UpdateFeatures(
                List.of(
                        new Update(METADATA, (short) 30, UpgradeType.UPGRADE),
                        new Update(ELR, (short) 1, UpgradeType.UPGRADE)),
                false));
        assertThat(cluster.image().features().hasEligibleLeaderReplicas()).isTrue();
    }

    @Test
    void theQuorumsOwnLevelStays() {
        DecidingCluster cluster = DecidingCluster.latest();

        cluster.accept(update("kraft.version", 1, UpgradeType.UPGRADE));
        assertThat(cluster.lastRecords()).isEmpty();
        assertThat(refusal(cluster, update("kraft.version", 0, UpgradeType.SAFE_DOWNGRADE)))
                .endsWith("Can't change the version of this feature.");
    }

    @Test
    void allOrNothing() {
        DecidingCluster cluster = DecidingCluster.at(29, false);

        cluster.refuse(new UpdateFeatures(
                List.of(
                        new Update(METADATA, (short) 30, UpgradeType.UPGRADE),
                        new Update("nonsense", (short) 1, UpgradeType.UPGRADE)),
                false));

        assertThat(cluster.image().metadataVersion().level()).isEqualTo((short) 29);
    }

    @Test
    void validatesWithoutWriting() {
        DecidingCluster cluster = DecidingCluster.at(29, false);

        cluster.accept(new UpdateFeatures(List.of(new Update(METADATA, (short) 30, UpgradeType.UPGRADE)), true));

        assertThat(cluster.lastRecords()).isEmpty();
    }
}
