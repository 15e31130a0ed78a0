package io.ottla.broker.api.alterconfigs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.ConfigOfThisBroker;
import io.ottla.broker.api.DecidingController;
import io.ottla.broker.config.Settings;
import io.ottla.broker.dispatch.Calls;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.decide.ApiError;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.AlterConfigsRequest;
import io.ottla.wire.message.AlterConfigsRequest.AlterConfigsResource;
import io.ottla.wire.message.AlterConfigsRequest.AlterableConfig;
import io.ottla.wire.message.AlterConfigsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlterConfigsTest {

    private static final int TOPIC = 2;
    private static final int BROKER = 4;

    private final BrokerConfigs file = Settings.builder().build().configs();
    private final DecidingController controller = new DecidingController(file);
    private final AlterConfigsHandler handler =
            new AlterConfigsHandler(controller, new ConfigOfThisBroker(1, file, controller::image));

    AlterConfigsTest() {
        controller.addTopic("t");
        controller.addTopic("u");
        controller.addBroker(1, "PLAINTEXT");
    }

    private static AlterConfigsResource resource(int type, String name, String... keysAndValues) {
        List<AlterableConfig> configs = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configs.add(new AlterableConfig().name(keysAndValues[i]).value(keysAndValues[i + 1]));
        }
        return new AlterConfigsResource()
                .resourceType((byte) type)
                .resourceName(name)
                .configs(configs);
    }

    /** By mention of a resource the code and the message. */
    private List<String> alter(boolean validateOnly, AlterConfigsResource... resources) {
        AlterConfigsRequest request =
                new AlterConfigsRequest().validateOnly(validateOnly).resources(List.of(resources));
        return Calls.call(handler, 2, request, AlterConfigsResponse::read).responses().stream()
                .map(it ->
                        it.resourceType() + " " + it.resourceName() + ": " + it.errorCode() + " " + it.errorMessage())
                .toList();
    }

    @Test
    void whatIsNotNamedIsTakenAway() {
        assertThat(alter(false, resource(TOPIC, "t", "retention.ms", "1000", "segment.ms", "2000")))
                .containsExactly("2 t: 0 null");
        assertThat(alter(false, resource(TOPIC, "t", "segment.ms", "3000"))).containsExactly("2 t: 0 null");
        assertThat(controller.image().configs().ofTopic("t")).isEqualTo(Map.of("segment.ms", "3000"));
    }

    @Test
    void validateOnlyChangesNothing() {
        assertThat(alter(true, resource(TOPIC, "t", "retention.ms", "1000"))).containsExactly("2 t: 0 null");
        assertThat(alter(true, resource(TOPIC, "t", "retention.ms", "abc")))
                .containsExactly("2 t: 40 Invalid value abc for configuration retention.ms: Not a number of type LONG");
        assertThat(controller.image().configs().ofTopic("t")).isEmpty();
    }

    @Test
    void eachResourceSucceedsOrFailsByItself() {
        assertThat(alter(
                        false,
                        resource(TOPIC, "t", "retention.ms", "1000"),
                        resource(TOPIC, "u", "no.such.key", "1"),
                        resource(TOPIC, "none", "retention.ms", "1"),
                        resource(8, "1", "root", "INFO"),
                        resource(3, "x")))
                .containsExactly(
                        "2 t: 0 null",
                        "2 u: 40 Unknown topic config name: no.such.key",
                        "2 none: 3 The topic 'none' does not exist.",
                        "8 1: 42 Unknown resource type 8",
                        "3 x: 42 Unknown resource type 3");
        assertThat(controller.image().configs().ofTopic("t")).containsKey("retention.ms");
    }

    @Test
    void aResourceIsNamedOnce() {
        assertThat(alter(
                        false,
                        resource(TOPIC, "t", "retention.ms", "1"),
                        resource(TOPIC, "u", "retention.ms", "2"),
                        resource(TOPIC, "t", "segment.ms", "1")))
                .containsExactly(
                        "2 t: 42 Each resource must appear at most once.",
                        "2 u: 0 null",
                        "2 t: 42 Each resource must appear at most once.");
    }

    @Test
    void keysAreNamedOnceAndHaveValues() {
        assertThat(alter(false, resource(TOPIC, "t", "retention.ms", "1", "retention.ms", "2")))
                .containsExactly("2 t: 42 Error due to duplicate config keys");
        assertThat(alter(false, resource(TOPIC, "t", "retention.ms", null, "segment.ms", null)))
                .containsExactly("2 t: 42 Null value not supported for : retention.ms, segment.ms");
    }

    @Test
    void aBrokerTakesWhatMayChangeWhileItRuns() {
        assertThat(alter(false, resource(BROKER, "1", "log.retention.ms", "1000")))
                .containsExactly("4 1: 0 null");
        assertThat(alter(false, resource(BROKER, "", "message.max.bytes", "1000")))
                .containsExactly("4 : 0 null");
        assertThat(controller.image().configs().ofCluster()).containsEntry("message.max.bytes", "1000");
        assertThat(alter(false, resource(BROKER, "1", "log.dirs", "/x")))
                .containsExactly("4 1: 42 Cannot update these configs dynamically: [log.dirs]");
        assertThat(alter(false, resource(BROKER, "2", "log.retention.ms", "1")))
                .containsExactly("4 2: 42 Unexpected broker id, expected 1, but received 2");
        assertThat(alter(false, resource(BROKER, "one", "log.retention.ms", "1")))
                .containsExactly("4 one: 42 Node id must be an integer, but it is: one");
    }

    @Test
    void aControllerThatRefusesIsAnAnswerForAllThatItWasAsked() {
        controller.refuseAll(new ApiError(ErrorCode.NOT_CONTROLLER, null));
        assertThat(alter(false, resource(TOPIC, "t", "retention.ms", "1"), resource(3, "x")))
                .containsExactly("2 t: 41 null", "3 x: 42 Unknown resource type 3");
    }
}
