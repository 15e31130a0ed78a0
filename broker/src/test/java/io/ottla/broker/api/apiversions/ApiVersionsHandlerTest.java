package io.ottla.broker.api.apiversions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.apiversions.Features.Levels;
import io.ottla.broker.api.findcoordinator.NoCoordinators;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.dispatch.Responder;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ApiVersionsRequest;
import io.ottla.wire.message.ApiVersionsResponse;
import io.ottla.wire.message.ProduceRequest;
import io.ottla.wire.message.ProduceResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionsHandlerTest {
    private static final Features FEATURES = new Features(
            new TreeMap<>(Map.of(
                    "kraft.version", new Levels((short) 0, (short) 1),
                    "metadata.version", new Levels((short) 7, (short) 30))),
            new TreeMap<>(Map.of("kraft.version", (short) 1, "metadata.version", (short) 29)),
            123);

    private final ApiVersionsHandler handler =
            new ApiVersionsHandler(List.of(NoCoordinators.handler(), new ProduceOnPaper()), () -> FEATURES);

    private ApiVersionsResponse call(int version, String softwareName, String softwareVersion) {
        ApiVersionsRequest request = new ApiVersionsRequest();
        if (version >= 3) {
            request.clientSoftwareName(softwareName).clientSoftwareVersion(softwareVersion);
        }
        return Calls.call(handler, version, request, ApiVersionsResponse::read);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void advertisesWhatThereAreHandlersForInTheOrderOfIds(int version) {
        ApiVersionsResponse response = call(version, "client", "1.0");

        assertThat(response.errorCode()).isZero();
        assertThat(response.apiKeys())
                .extracting(api -> api.apiKey() + ": " + api.minVersion() + "-" + api.maxVersion())
                .containsExactly("0: 0-13", "10: 0-6", "18: 0-4");
    }

    @ParameterizedTest
    @CsvSource({"3, metadata.version", "4, kraft.version metadata.version"})
    void aFeatureFromLevel0IsKeptFromClientsThatFailOnIt(int version, String names) {
        assertThat(call(version, "client", "1.0").supportedFeatures())
                .extracting(ApiVersionsResponse.SupportedFeatureKey::name)
                .containsExactly(names.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void tellsWhatIsFinalised(int version) {
        ApiVersionsResponse response = call(version, "client", "1.0");

        assertThat(response.finalizedFeaturesEpoch()).isEqualTo(123);
        assertThat(response.zkMigrationReady()).isFalse();
        assertThat(response.finalizedFeatures())
                .extracting(
                        feature -> feature.name() + ": " + feature.minVersionLevel() + "-" + feature.maxVersionLevel())
                .containsExactly("kraft.version: 1-1", "metadata.version: 29-29");
    }

    @ParameterizedTest
    @CsvSource({
        "apache-kafka-java, 4.3.1, true",
        "a, 1, true",
        "A.b-c, 0-1.x, true",
        "'', 1.0, false",
        "client, '', false",
        "-client, 1.0, false",
        "client., 1.0, false",
        "my client, 1.0, false",
        "client, 1_0, false",
        "clïent, 1.0, false"
    })
    void checksWhatTheClientSaysOfItself(String name, String version, boolean valid) {
        ErrorCode expected = valid ? ErrorCode.NONE : ErrorCode.INVALID_REQUEST;
        assertThat(call(4, name, version).errorCode()).isEqualTo(expected.code());
    }

    private static final class ProduceOnPaper implements ApiHandler<ProduceRequest, ProduceResponse> {
        @Override
        public ApiKey key() {
            return ApiKey.PRODUCE;
        }

        @Override
        public ProduceRequest read(WireReader body, int version) {
            throw new AssertionError("not called");
        }

        @Override
        public void handle(RequestContext context, ProduceRequest request, Responder<ProduceResponse> responder) {
            throw new AssertionError("not called");
        }
    }
}
