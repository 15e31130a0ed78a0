package io.ottla.broker.api.updatefeatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.DecidingController;
import io.ottla.broker.config.Settings;
import io.ottla.broker.partition.SimulatedBroker;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.UpdateFeaturesRequest;
import io.ottla.wire.message.UpdateFeaturesRequest.FeatureUpdateKey;
import io.ottla.wire.message.UpdateFeaturesResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateFeaturesHandlerTest {
    private static final byte UPGRADE = 1;
    private static final byte SAFE_DOWNGRADE = 2;

    private final SimulatedBroker broker = SimulatedBroker.start(1);
    private final DecidingController controller =
            new DecidingController(Settings.builder().build().configs());
    private final UpdateFeaturesHandler handler = new UpdateFeaturesHandler(controller);

    private UpdateFeaturesResponse update(int version, String feature, int level, byte type) {
        FeatureUpdateKey key = new FeatureUpdateKey().feature(feature).maxVersionLevel((short) level);
        if (version == 0) {
            key.allowDowngrade(type != UPGRADE);
        } else {
            key.upgradeType(type);
        }
        return broker.call(handler, version, new UpdateFeaturesRequest().featureUpdates(List.of(key)));
    }

    private short level() {
        return controller.image().features().level("transaction.version");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 0"})
    void levelsRiseAndFall(int version, int results) {
        assertThat(update(version, "transaction.version", 2, UPGRADE).errorCode())
                .isZero();
        assertThat(level()).isEqualTo((short) 2);

        UpdateFeaturesResponse response = update(version, "transaction.version", 0, SAFE_DOWNGRADE);

        assertThat(response.errorCode()).isZero();
        assertThat(response.errorMessage()).isNull();
        assertThat(response.results()).hasSize(results);
        assertThat(level()).isZero();
    }

    @Test
    void whatTheFirstVersionAsksForIsARiseWhateverElseItSays() {
        assertThat(update(0, "transaction.version", 2, UPGRADE).errorCode()).isZero();
        assertThat(level()).isEqualTo((short) 2);

        UpdateFeaturesResponse response = update(0, "transaction.version", 0, SAFE_DOWNGRADE);

        assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
        assertThat(level()).isEqualTo((short) 2);
    }

    @Test
    void aLevelThatIsNotSupportedIsRefused() {
        UpdateFeaturesResponse response = update(2, "transaction.version", 3, UPGRADE);
        assertThat(ErrorCode.forCode(response.errorCode())).isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
        assertThat(response.errorMessage()).contains("transaction.version");
    }

    @Test
    void aLevelDoesNotFallUnlessItIsToldTo() {
        update(2, "transaction.version", 2, UPGRADE);
        assertThat(ErrorCode.forCode(
                        update(2, "transaction.version", 1, UPGRADE).errorCode()))
                .isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
        assertThat(level()).isEqualTo((short) 2);
    }
}
