package io.ottla.controller.configdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.server.config.DynamicBrokerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeysLikeReferenceTest {

    static List<ReferenceDefinitions> definitions() {
        return ReferenceDefinitions.all();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyKeyIsThereInTheReferencesOrder(ReferenceDefinitions definitions) {
        assertThat(definitions.ours().keys().stream().map(ConfigKey::name))
                .containsExactlyElementsOf(definitions.theirs().configKeys().keySet());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyKeyHasTheReferencesTypeDefaultAndDocumentation(ReferenceDefinitions definitions) {
        for (ConfigDef.ConfigKey theirs : definitions.theirs().configKeys().values()) {
            ConfigKey ours = definitions.ours().get(theirs.name);
            assertThat(ours.type().name()).as(theirs.name).isEqualTo(theirs.type.name());
            assertThat(ours.required()).as(theirs.name).isEqualTo(!theirs.hasDefault());
            if (theirs.hasDefault()) {
                assertThat(String.valueOf(ours.defaultText()))
                        .as(theirs.name)
                        .isEqualTo(ReferenceDefinitions.text(theirs.defaultValue));
            }
            assertThat(ours.importance().name()).as(theirs.name).isEqualTo(theirs.importance.name());
            assertThat(ours.internal()).as(theirs.name).isEqualTo(theirs.internalConfig);
            assertThat(ours.sensitive()).as(theirs.name).isEqualTo(theirs.type.isSensitive());
            assertThat(definitions.ours().documentation(theirs.name))
                    .as(theirs.name)
                    .isEqualTo(theirs.documentation);
        }
    }

    @Test
    void theDynamicKeysAreTheReferences() {
        Map<String, String> modes = DynamicBrokerConfig.dynamicConfigUpdateModes();
        Set<ConfigKey> keys = new HashSet<>(ConfigDefinitions.broker().keys());
        keys.addAll(ConfigDefinitions.dynamicBrokerOnly().keys());
        for (ConfigKey key : keys) {
            String mode = switch (key.updateMode()) {
                case READ_ONLY -> null;
                case PER_BROKER -> "per-broker";
                case CLUSTER_WIDE -> "cluster-wide";
            };
            assertThat(modes.get(key.name())).as(key.name()).isEqualTo(mode);
        }
        assertThat(new ArrayList<>(keys).stream().map(ConfigKey::name)).containsAll(modes.keySet());
    }

    @Test
    void typesHaveTheProtocolsNumbers() {
        for (ConfigType type : ConfigType.values()) {
            assertThat(type.id())
                    .isEqualTo(org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigType.valueOf(type.name())
                            .id());
        }
    }
}
