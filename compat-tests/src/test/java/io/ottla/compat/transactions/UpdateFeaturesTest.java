package io.ottla.compat.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.message.UpdateFeaturesRequestData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData.FeatureUpdateKey;
import org.apache.kafka.common.message.UpdateFeaturesRequestData.FeatureUpdateKeyCollection;
import org.apache.kafka.common.message.UpdateFeaturesResponseData;
import org.apache.kafka.common.message.UpdateFeaturesResponseData.UpdatableFeatureResult;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code transaction.version} by UpdateFeatures, whose first version permits a downgrade that nobody looks at. */
class UpdateFeaturesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void aLevelDoesNotFallByAllowingIt(TargetKind kind) throws Exception {
        try (Target target = kind.create(TargetSettings.in(folder))) {
            target.start();
            FeatureUpdateKey key = new FeatureUpdateKey()
                    .setFeature("transaction.version")
                    .setMaxVersionLevel((short) 1)
                    .setAllowDowngrade(true);
            assertThat(Errors.forCode(ask(target, 0, key).errorCode())).isEqualTo(Errors.INVALID_UPDATE_VERSION);
        }
    }

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void whatWentWellHasNoMessage(TargetKind kind) throws Exception {
        try (Target target = kind.create(TargetSettings.in(folder))) {
            target.start();
            for (int version = 0; version <= 2; version++) {
                UpdateFeaturesResponseData response = ask(
                        target,
                        version,
                        new FeatureUpdateKey().setFeature("transaction.version").setMaxVersionLevel((short) 2));
                assertThat(response.errorCode())
                        .as("error of version %d", version)
                        .isZero();
                assertThat(response.errorMessage())
                        .as("message of version %d", version)
                        .isNull();
                for (UpdatableFeatureResult result : response.results()) {
                    assertThat(result.errorMessage())
                            .as("result of version %d", version)
                            .isEqualTo("NONE");
                }
            }
        }
    }

    private static UpdateFeaturesResponseData ask(Target target, int version, FeatureUpdateKey key) throws Exception {
        UpdateFeaturesRequestData request = new UpdateFeaturesRequestData()
                .setFeatureUpdates(new FeatureUpdateKeyCollection(List.of(key).iterator()));
        try (RawTransactions raw = new RawTransactions(target, "any")) {
            return (UpdateFeaturesResponseData) raw.ask(ApiKeys.UPDATE_FEATURES, version, request);
        }
    }
}
