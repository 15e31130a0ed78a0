package io.ottla.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.broker.config.SettingsException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables become keys by the rules of Kafka's container images. */
class KafkaVariablesTest {

    private static Map<String, String> keys(String... namesAndValues) {
        Map<String, String> environment = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return KafkaVariables.of(environment).keys();
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_NUM_PARTITIONS, num.partitions",
        "KAFKA_VALID___PROPERTY__ALL_CASES, valid-property_all.cases",
        "KAFKA_A____B, a-.b",
        "KAFKA_A_____B, a-_b",
        "KAFKA_A______B, a--b",
        "KAFKA_LISTENER_NAME_CLIENT_PLAIN_SASL_JAAS_CONFIG, listener.name.client.plain.sasl.jaas.config",
        "KAFKA_mixed_Case, mixed.case",
        "KAFKA_END_, end.",
    })
    void underscoresStandForWhatTheirNumberSays(String variable, String key) {
        assertThat(keys(variable, "1")).containsExactly(Map.entry(key, "1"));
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_OPTS",
        "KAFKA_HEAP_OPTS",
        "KAFKA_VERSION",
        "KAFKA_LOG4J_LOGGERS",
        "PATH",
        "XKAFKA_A",
        "CLUSTER_ID"
    })
    void whatIsAboutSomethingElseIsLeftOut(String variable) {
        assertThat(keys(variable, "1")).isEmpty();
    }

    @Test
    void aValueIsReadAsInAFile() {
        assertThat(keys("KAFKA_A", "x\\\\y\\u0041=z ")).containsEntry("a", "x\\yA=z ");
        assertThat(keys("KAFKA_B", "one \\\n two")).containsEntry("b", "one two");
        assertThat(keys("KAFKA_C", "")).containsEntry("c", "");
        assertThatThrownBy(() -> keys("KAFKA_D", "\\u00zz"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("cannot read KAFKA_D: ");
    }

    @Test
    void whereOnlyTheAdvertisedAddressIsGivenItListensThereOnEveryAddress() {
        assertThat(keys("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://broker:9092,OUTSIDE://localhost:19092"))
                .containsEntry("listeners", "PLAINTEXT://0.0.0.0:9092,OUTSIDE://0.0.0.0:19092");
        assertThat(keys("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://broker:9092", "KAFKA_LISTENERS", "PLAINTEXT://:1"))
                .containsEntry("listeners", "PLAINTEXT://:1");
    }

    @Test
    void theClustersIdHasAVariableOfItsOwn() {
        assertThat(KafkaVariables.of(Map.of("CLUSTER_ID", "4L6g3nShT-eMCtK--X86sw"))
                        .clusterId())
                .contains("4L6g3nShT-eMCtK--X86sw");
        assertThat(KafkaVariables.of(Map.of("CLUSTER_ID", "")).clusterId()).isEmpty();
        assertThat(KafkaVariables.of(Map.of()).clusterId()).isEmpty();
    }
}
