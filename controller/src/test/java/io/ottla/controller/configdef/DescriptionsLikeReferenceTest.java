package io.ottla.controller.configdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DescribeConfigs says about a broker, a topic, a group and a subscription, beside what the reference says. */
class DescriptionsLikeReferenceTest {

    private Map<String, String> file = new HashMap<>(ReferenceBroker.MINIMAL);
    private Map<String, String> dynamicOfAll = Map.of();
    private Map<String, String> dynamicOfThis = Map.of();
    private Map<String, String> own = Map.of();

    @Test
    void withNothingSetAllIsDefault() {
        assertAlike();
    }

    @Test
    void aTopicsOwnValueHasTheBrokersBehindIt() {
        file.put("log.retention.hours", "24");
        file.put("log.retention.ms", "5000");
        file.put("log.roll.hours", "2");
        file.put("message.max.bytes", "77777");
        dynamicOfAll = Map.of("log.retention.ms", "6000", "message.max.bytes", "88888");
        dynamicOfThis = Map.of("log.retention.ms", "7000");
        own = Map.of("retention.ms", "8000", "segment.bytes", "2097152", "cleanup.policy", "compact, delete");
        assertAlike();
    }

    @Test
    void hoursAndMinutesBecomeMilliseconds() {
        file.put("log.retention.minutes", "30");
        file.put("log.roll.hours", "3");
        file.put("log.roll.jitter.hours", "1");
        file.put("log.flush.scheduler.interval.ms", "1234");
        assertAlike();
    }

    @Test
    void secretsAndUnknownNamesAreNotSeen() {
        file.put("ssl.keystore.password", "secret");
        file.put("some.plugins.own.key", "value");
        file.put("listener.name.plaintext.ssl.keystore.password", "secret");
        file.put("listener.name.plaintext.ssl.keystore.location", "/somewhere");
        file.put("listener.name.plaintext.plain.sasl.jaas.config", "secret");
        file.put("unstable.api.versions.enable", "true");
        dynamicOfThis = Map.of("listener.name.plaintext.ssl.truststore.location", "/elsewhere", "my.key", "x");
        dynamicOfAll = Map.of("another.key", "y");
        assertAlike();
    }

    @Test
    void aValueThatARunningBrokerCannotTakeDoesNotCount() {
        dynamicOfAll =
                Map.of("log.dirs", "/x", "num.io.threads", "nine", "ssl.keystore.type", "PKCS12", "log.roll.ms", "9");
        dynamicOfThis = Map.of("broker.rack", "r", "log.segment.bytes", "1", "ssl.keystore.type", "PKCS12");
        assertAlike();
    }

    @Test
    void anInternalKeyIsShownWhereItIsSet() {
        own = Map.of("internal.segment.bytes", "1000");
        assertAlike();
    }

    @Test
    void aGroupsOwnValueHasTheBrokersBehindIt() {
        file.put("group.consumer.session.timeout.ms", "50000");
        dynamicOfAll = Map.of("group.consumer.assignment.interval.ms", "2000");
        own = Map.of("consumer.session.timeout.ms", "51000", "share.auto.offset.reset", "earliest");
        assertAlike();
    }

    @Test
    void aSubscriptionShowsWhatItSets() {
        own = Map.of("interval.ms", "1000", "metrics", "org.apache.kafka.producer., x", "match", "client_id=a.*");
        assertAlike();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void seededConfigurations(long seed) {
        RandomConfigs random = new RandomConfigs(seed);
        Map<String, String> logs = random.some(
                ConfigDefinitions.broker(),
                12,
                key -> key.name().startsWith("log.")
                        && key.type() != ConfigType.STRING
                        && !key.name().contains("dir")
                        && !key.name().equals("log.cleaner.threads")
                        && !key.name().equals("log.cleaner.dedupe.buffer.size"));
        file.putAll(logs);
        dynamicOfAll = random.some(ConfigDefinitions.broker(), 6, DescriptionsLikeReferenceTest::isDynamicLogKey);
        dynamicOfThis = random.some(ConfigDefinitions.broker(), 3, DescriptionsLikeReferenceTest::isDynamicLogKey);
        own = random.some(ConfigDefinitions.topic(), 8, key -> !key.name().startsWith("remote"));
        assertAlike();
        own = random.some(ConfigDefinitions.group(), 5, key -> true);
        assertAlike();
    }

    private static boolean isDynamicLogKey(ConfigKey key) {
        return key.updateMode() == UpdateMode.CLUSTER_WIDE
                && key.name().startsWith("log.")
                && !key.name().startsWith("log.cleaner.threads")
                && !key.name().startsWith("log.cleaner.dedupe")
                && !key.name().startsWith("log.local");
    }

    private void assertAlike() {
        ReferenceBroker theirs = new ReferenceBroker(file);
        theirs.setDynamicOfAll(dynamicOfAll);
        theirs.setDynamicOfThis(dynamicOfThis);
        ConfigDescriptions ours = new ConfigDescriptions(
                BrokerConfigs.of(file).withDynamicOfAll(dynamicOfAll).withDynamicOfThis(dynamicOfThis));

        assertThat(ours(ours.ofBroker())).isEqualTo(theirs(theirs.describe(Type.BROKER, "1", Map.of())));
        assertThat(ours(ours.ofAllBrokers())).isEqualTo(theirs(theirs.describe(Type.BROKER, "", Map.of())));
        assertThat(ours(ours.ofTopic(of(ConfigDefinitions.topic()))))
                .isEqualTo(theirs(theirs.describe(Type.TOPIC, "t", of(ConfigDefinitions.topic()))));
        assertThat(ours(ours.ofGroup(of(ConfigDefinitions.group()))))
                .isEqualTo(theirs(theirs.describe(Type.GROUP, "g", of(ConfigDefinitions.group()))));
        assertThat(ours(ConfigDescriptions.ofClientMetrics(of(ConfigDefinitions.clientMetrics()))))
                .isEqualTo(theirs(theirs.describe(Type.CLIENT_METRICS, "s", of(ConfigDefinitions.clientMetrics()))));
    }

    private Map<String, String> of(ConfigDefinitions definitions) {
        return own.entrySet().stream()
                .filter(entry -> definitions.find(entry.getKey()).isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> ours(List<ConfigDescription> descriptions) {
        Map<String, String> texts = new TreeMap<>();
        for (ConfigDescription it : descriptions) {
            String synonyms = it.synonyms().stream()
                    .map(synonym -> synonym.name() + "=" + synonym.value() + "@"
                            + synonym.source().id())
                    .collect(Collectors.joining(","));
            String old = texts.put(
                    it.name(),
                    it.value() + " from " + it.source().id() + (it.readOnly() ? " read-only" : "")
                            + (it.sensitive() ? " sensitive" : "") + " type " + it.typeId() + " " + synonyms);
            assertThat(old).as(it.name()).isNull();
        }
        return texts;
    }

    private static Map<String, String> theirs(List<DescribeConfigsResourceResult> descriptions) {
        Map<String, String> texts = new TreeMap<>();
        for (DescribeConfigsResourceResult it : descriptions) {
            String synonyms = it.synonyms().stream()
                    .map(synonym -> synonym.name() + "=" + synonym.value() + "@" + synonym.source())
                    .collect(Collectors.joining(","));
            texts.put(
                    it.name(),
                    it.value() + " from " + it.configSource() + (it.readOnly() ? " read-only" : "")
                            + (it.isSensitive() ? " sensitive" : "") + " type " + it.configType() + " " + synonyms);
        }
        return texts;
    }
}
