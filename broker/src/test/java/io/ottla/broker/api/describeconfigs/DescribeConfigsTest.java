package io.ottla.broker.api.describeconfigs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.ConfigOfThisBroker;
import io.ottla.broker.api.DecidingController;
import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.logging.LogLevels;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeConfigsRequest;
import io.ottla.wire.message.DescribeConfigsRequest.DescribeConfigsResource;
import io.ottla.wire.message.DescribeConfigsResponse;
import io.ottla.wire.message.DescribeConfigsResponse.DescribeConfigsResourceResult;
import io.ottla.wire.message.DescribeConfigsResponse.DescribeConfigsResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeConfigsTest {

    private static final byte TOPIC = ConfigResource.Type.TOPIC.id();
    private static final byte BROKER = ConfigResource.Type.BROKER.id();
    private static final byte LOGGER = ConfigResource.Type.BROKER_LOGGER.id();

    private final BrokerConfigs file = BrokerConfigs.of(Map.of("node.id", "1", "log.retention.ms", "5000"));
    private final DecidingController controller = new DecidingController(file);
    private final DescribeConfigsHandler handler =
            new DescribeConfigsHandler(new ConfigOfThisBroker(1, file, controller::image), LogLevels.ofThisProcess());

    DescribeConfigsTest() {
        controller.addTopic("t");
        controller.set(ConfigResource.topic("t"), "retention.ms", "6000");
    }

    private DescribeConfigsResult describe(DescribeConfigsRequest request, int type, String name, List<String> keys) {
        request.resources(List.of(new DescribeConfigsResource()
                .resourceType((byte) type)
                .resourceName(name)
                .configurationKeys(keys)));
        return Calls.call(handler, 4, request, DescribeConfigsResponse::read)
                .results()
                .getFirst();
    }

    private static DescribeConfigsResourceResult only(DescribeConfigsResult result) {
        assertThat(result.errorCode()).isZero();
        assertThat(result.configs()).hasSize(1);
        return result.configs().getFirst();
    }

    @Test
    void aTopicShowsEveryKeyAndWhereItsValueComesFrom() {
        DescribeConfigsResult all = describe(new DescribeConfigsRequest(), TOPIC, "t", null);
        assertThat(all.errorCode()).isZero();
        assertThat(all.configs())
                .extracting(DescribeConfigsResourceResult::name)
                .contains("segment.bytes", "flush.ms");
        assertThat(all.configs())
                .allSatisfy(config -> assertThat(config.synonyms()).isEmpty());

        DescribeConfigsResourceResult one =
                only(describe(new DescribeConfigsRequest().includeSynonyms(true), TOPIC, "t", List.of("retention.ms")));
        assertThat(one.value()).isEqualTo("6000");
        assertThat(one.configSource()).isEqualTo((byte) 1);
        assertThat(one.configType()).isEqualTo((byte) 5);
        assertThat(one.documentation()).isNull();
        assertThat(one.synonyms())
                .extracting(synonym -> synonym.name() + "=" + synonym.value() + " from " + synonym.source())
                .containsExactly(
                        "retention.ms=6000 from 1", "log.retention.ms=5000 from 4", "log.retention.hours=168 from 5");
    }

    @Test
    void documentationComesWhenAskedFor() {
        DescribeConfigsRequest request = new DescribeConfigsRequest().includeDocumentation(true);
        assertThat(only(describe(request, TOPIC, "t", List.of("retention.ms"))).documentation())
                .isNotBlank();
        assertThat(only(describe(request, BROKER, "1", List.of("log.dirs"))).documentation())
                .isNotBlank();
    }

    @Test
    void anEmptyListOfKeysMeansAll() {
        assertThat(describe(new DescribeConfigsRequest(), TOPIC, "t", List.of()).configs())
                .hasSameSizeAs(
                        describe(new DescribeConfigsRequest(), TOPIC, "t", null).configs());
    }

    @Test
    void aBrokerShowsDynamicOverStaticOverDefault() {
        controller.set(ConfigResource.CLUSTER_DEFAULT, "log.retention.ms", "7000");
        controller.set(ConfigResource.CLUSTER_DEFAULT, "message.max.bytes", "1000");
        DescribeConfigsResourceResult retention =
                only(describe(new DescribeConfigsRequest(), BROKER, "1", List.of("log.retention.ms")));
        assertThat(retention.value()).isEqualTo("7000");
        assertThat(retention.configSource()).isEqualTo((byte) 3);
        assertThat(retention.readOnly()).isFalse();

        assertThat(describe(new DescribeConfigsRequest(), BROKER, "", null).configs())
                .extracting(DescribeConfigsResourceResult::name)
                .containsExactlyInAnyOrder("log.retention.ms", "message.max.bytes");
        assertThat(only(describe(new DescribeConfigsRequest(), BROKER, "1", List.of("node.id")))
                        .readOnly())
                .isTrue();
    }

    @Test
    void loggersHaveLevels() {
        DescribeConfigsResourceResult root = only(describe(new DescribeConfigsRequest(), LOGGER, "1", List.of("root")));
        assertThat(root.value()).isIn("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
        assertThat(root.configSource()).isEqualTo((byte) 6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2  | none | 3  | ''
            2  | ''   | 17 | Topic name is invalid: the empty string is not allowed
            4  | 2    | 42 | Unexpected broker id, expected 1 or empty string, but received 2
            4  | one  | 42 | Broker id must be an integer, but it is: one
            8  | ''   | 42 | Broker id must not be empty
            8  | 2    | 42 | Unexpected broker id, expected 1 but received 2
            16 | ''   | 42 | Client metrics subscription name must not be empty
            32 | ''   | 42 | Group name must not be empty
            """)
    void whatCannotBeDescribedHasAnErrorOfItsOwn(int type, String name, short code, String message) {
        DescribeConfigsResult result = describe(new DescribeConfigsRequest(), type, name, null);
        assertThat(result.errorCode()).isEqualTo(code);
        assertThat(result.errorMessage()).isEqualTo(message);
        assertThat(result.configs()).isEmpty();
        assertThat(result.resourceType()).isEqualTo((byte) type);
        assertThat(result.resourceName()).isEqualTo(name);
    }

    @Test
    void aKindThatNobodyKnowsSpoilsTheRequest() {
        DescribeConfigsRequest request = new DescribeConfigsRequest()
                .resources(List.of(
                        new DescribeConfigsResource().resourceType(TOPIC).resourceName("t"),
                        new DescribeConfigsResource().resourceType((byte) 3).resourceName("x")));
        assertThat(Calls.call(handler, 4, request, DescribeConfigsResponse::read)
                        .results())
                .extracting(DescribeConfigsResult::errorCode)
                .containsOnly(ErrorCode.INVALID_REQUEST.code())
                .hasSize(2);
    }
}
