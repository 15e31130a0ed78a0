package io.ottla.broker.api.incrementalalterconfigs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.ConfigOfThisBroker;
import io.ottla.broker.api.DecidingController;
import io.ottla.broker.config.Settings;
import io.ottla.broker.dispatch.Calls;
import io.ottla.broker.logging.LogLevels;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ConfigResource;
import io.ottla.wire.message.IncrementalAlterConfigsRequest;
import io.ottla.wire.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.ottla.wire.message.IncrementalAlterConfigsRequest.AlterableConfig;
import io.ottla.wire.message.IncrementalAlterConfigsResponse;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IncrementalAlterConfigsTest {

    private static final int TOPIC = 2;
    private static final int BROKER = 4;
    private static final int LOGGER = 8;
    private static final int SET = 0;
    private static final int DELETE = 1;
    private static final int APPEND = 2;
    private static final int SUBTRACT = 3;

    private final BrokerConfigs file = Settings.builder().build().configs();
    private final DecidingController controller = new DecidingController(file);
    private final Levels levels = new Levels();
    private final IncrementalAlterConfigsHandler handler =
            new IncrementalAlterConfigsHandler(controller, new ConfigOfThisBroker(1, file, controller::image), levels);

    IncrementalAlterConfigsTest() {
        controller.addTopic("t");
        controller.addBroker(1, "PLAINTEXT");
    }

    private static AlterableConfig change(int operation, String key, String value) {
        return new AlterableConfig().name(key).configOperation((byte) operation).value(value);
    }

    /** The code and the message. */
    private String alter(int type, String name, AlterableConfig... changes) {
        return alter(false, type, name, changes);
    }

    private String alter(boolean validateOnly, int type, String name, AlterableConfig... changes) {
        IncrementalAlterConfigsRequest request = new IncrementalAlterConfigsRequest()
                .validateOnly(validateOnly)
                .resources(List.of(new AlterConfigsResource()
                        .resourceType((byte) type)
                        .resourceName(name)
                        .configs(List.of(changes))));
        var response = Calls.call(handler, 1, request, IncrementalAlterConfigsResponse::read)
                .responses()
                .getFirst();
        assertThat(response.resourceType()).isEqualTo((byte) type);
        assertThat(response.resourceName()).isEqualTo(name);
        return response.errorCode() + " " + response.errorMessage();
    }

    private Map<String, String> topicConfigs() {
        return controller.image().configs().ofTopic("t");
    }

    @Test
    void setsAndDeletesLeaveTheRestAlone() {
        alter(TOPIC, "t", change(SET, "retention.ms", "1"), change(SET, "segment.ms", "2"));
        assertThat(alter(TOPIC, "t", change(DELETE, "retention.ms", null), change(SET, "flush.ms", "3")))
                .isEqualTo("0 null");
        assertThat(topicConfigs()).isEqualTo(Map.of("segment.ms", "2", "flush.ms", "3"));
    }

    @Test
    void listsGrowAndShrink() {
        assertThat(alter(TOPIC, "t", change(APPEND, "cleanup.policy", "compact")))
                .isEqualTo("0 null");
        assertThat(topicConfigs()).containsEntry("cleanup.policy", "delete,compact");
        assertThat(alter(TOPIC, "t", change(SUBTRACT, "cleanup.policy", "delete")))
                .isEqualTo("0 null");
        assertThat(topicConfigs()).containsEntry("cleanup.policy", "compact");
        assertThat(alter(TOPIC, "t", change(APPEND, "retention.ms", "1")))
                .isEqualTo("40 Can't APPEND to key retention.ms because its type is not LIST.");
    }

    @Test
    void nothingChangesWhereOneValueIsWrong() {
        assertThat(alter(TOPIC, "t", change(SET, "flush.ms", "1"), change(SET, "segment.bytes", "1")))
                .isEqualTo("40 Invalid value 1 for configuration segment.bytes: Value must be at least 1048576");
        assertThat(alter(TOPIC, "t", change(9, "flush.ms", "1"))).isEqualTo("42 Unknown operations type 9");
        assertThat(alter(TOPIC, "t", change(SET, "flush.ms", null)))
                .isEqualTo("42 Null value not supported for : flush.ms");
        assertThat(alter(TOPIC, "t", change(SET, "flush.ms", "1"), change(DELETE, "flush.ms", null)))
                .isEqualTo("42 Error due to duplicate config keys");
        assertThat(alter(true, TOPIC, "t", change(SET, "flush.ms", "1"))).isEqualTo("0 null");
        assertThat(topicConfigs()).isEmpty();
    }

    @Test
    void aBrokerLooksAtWhatWouldCome() {
        assertThat(alter(BROKER, "1", change(SET, "log.roll.ms", "0")))
                .isEqualTo("42 requirement failed: log.roll.ms must be greater than or equal to 1");
        assertThat(alter(BROKER, "1", change(SET, "num.io.threads", "100")))
                .isEqualTo("42 Invalid dynamic configuration");
        assertThat(alter(BROKER, "", change(SET, "listeners", "PLAINTEXT://:1")))
                .isEqualTo("42 Cannot update these configs at default cluster level, broker id must be specified:"
                        + " [listeners]");
        assertThat(alter(BROKER, "1", change(SET, "log.roll.ms", "5"))).isEqualTo("0 null");
        assertThat(controller.image().configs().ofBroker(1)).isEqualTo(Map.of("log.roll.ms", "5"));
    }

    @Test
    void aBrokersListsGrowAndShrink() {
        assertThat(alter(BROKER, "", change(APPEND, "log.cleanup.policy", "compact")))
                .isEqualTo("0 null");
        assertThat(controller.image().configs().ofCluster()).containsEntry("log.cleanup.policy", "delete,compact");
        assertThat(alter(BROKER, "", change(SUBTRACT, "log.cleanup.policy", "delete")))
                .isEqualTo("0 null");
        assertThat(controller.image().configs().ofCluster()).containsEntry("log.cleanup.policy", "compact");
        assertThat(alter(BROKER, "", change(APPEND, "log.roll.ms", "1")))
                .isEqualTo("40 Config value append is not allowed for config key: log.roll.ms");
        assertThat(alter(BROKER, "", change(SUBTRACT, "no.such.key", "1")))
                .isEqualTo("40 Unknown config name: no.such.key");
    }

    @Test
    void loggersHaveLevelsOfTheirOwn() {
        assertThat(alter(LOGGER, "1", change(SET, "io.ottla", "DEBUG"))).isEqualTo("0 null");
        assertThat(levels.set).isEqualTo(Map.of("io.ottla", "DEBUG"));
        assertThat(alter(LOGGER, "1", change(DELETE, "io.ottla", null))).isEqualTo("0 null");
        assertThat(levels.set).isEmpty();
        assertThat(alter(true, LOGGER, "1", change(SET, "io.ottla", "DEBUG"))).isEqualTo("0 null");
        assertThat(levels.set).isEmpty();
    }

    @Test
    void aWrongLoggerChangesNone() {
        assertThat(alter(LOGGER, "1", change(SET, "io.ottla", "DEBUG"), change(SET, "none", "INFO")))
                .isEqualTo("40 Logger none does not exist!");
        assertThat(alter(LOGGER, "1", change(SET, "io.ottla", "LOUD")))
                .isEqualTo("40 Cannot set the log level of io.ottla to LOUD as it is not a supported log level."
                        + " Valid log levels are DEBUG, ERROR, FATAL, INFO, TRACE, WARN");
        assertThat(alter(LOGGER, "1", change(DELETE, "root", null)))
                .isEqualTo("42 Removing the log level of the root logger is not allowed");
        assertThat(alter(LOGGER, "1", change(APPEND, "io.ottla", "INFO")))
                .isEqualTo("42 APPEND operation is not allowed for the BROKER_LOGGER resource");
        assertThat(alter(LOGGER, "2", change(SET, "io.ottla", "INFO")))
                .isEqualTo("42 Unexpected node id. Expected 1, but received 2");
        assertThat(alter(LOGGER, "", change(SET, "io.ottla", "INFO")))
                .isEqualTo("42 Node id must be an integer, but it is: ");
        assertThat(levels.set).isEmpty();
    }

    @Test
    void whatIsUnknownIsRefused() {
        assertThat(alter(3, "x", change(SET, "a", "b"))).isEqualTo("42 Unknown resource type 3");
        assertThat(alter(TOPIC, "none", change(SET, "flush.ms", "1"))).isEqualTo("3 The topic 'none' does not exist.");
        assertThat(alter(32, "g", change(SET, "consumer.session.timeout.ms", "50000")))
                .isEqualTo("0 null");
        assertThat(controller.image().configs().of(new ConfigResource(ConfigResource.Type.GROUP, "g")))
                .isEqualTo(Map.of("consumer.session.timeout.ms", "50000"));
    }

    /** Two loggers. */
    private static final class Levels implements LogLevels {

        private final SortedMap<String, String> set = new TreeMap<>();

        @Override
        public SortedMap<String, String> levels() {
            return new TreeMap<>(Map.of(ROOT, "INFO", "io.ottla", set.getOrDefault("io.ottla", "INFO")));
        }

        @Override
        public void set(String logger, String level) {
            set.put(logger, level);
        }

        @Override
        public void unset(String logger) {
            set.remove(logger);
        }
    }
}
