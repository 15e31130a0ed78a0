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
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code transaction.version} and the first version of UpdateFeatures, whose permission to downgrade nobody looks at. */
class FirstUpdateFeaturesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void aLevelDoesNotFallByAllowingIt(TargetKind kind) throws Exception {
        try (Target target = kind.create(TargetSettings.in(folder))) {
            target.start();
            try (RawTransactions raw = new RawTransactions(target, "any")) {
                FeatureUpdateKey key = new FeatureUpdateKey()
                        .setFeature("transaction.version")
                        .setMaxVersionLevel((short) 1)
                        .setAllowDowngrade(true);
                UpdateFeaturesRequestData request = new UpdateFeaturesRequestData()
                        .setFeatureUpdates(
                                new FeatureUpdateKeyCollection(List.of(key).iterator()));
                UpdateFeaturesResponseData response =
                        (UpdateFeaturesResponseData) raw.ask(ApiKeys.UPDATE_FEATURES, 0, request);
                assertThat(Errors.forCode(response.errorCode())).isEqualTo(Errors.INVALID_UPDATE_VERSION);
            }
        }
    }
}
