package io.ottla.controller.configdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good and bad values of every key: the same typed value, or the same words about why not. */
class ValuesLikeReferenceTest {

    private static final List<String> COMMON = List.of(
            "",
            " ",
            "abc",
            "ABC",
            "true",
            " TRUE ",
            "False",
            "yes",
            "-1",
            "0",
            "1",
            " 42 ",
            "1.5",
            "-0.1",
            "1e3",
            "NaN",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "32767",
            "32768",
            "0x10",
            "+7",
            "1_000",
            "٣",
            "a,b",
            "a,,b",
            ",",
            "a , b,a",
            "compact",
            "delete,compact",
            "compact,compact",
            "none",
            "gzip",
            "GZIP",
            "zstd",
            "CreateTime",
            "logappendtime",
            "PLAINTEXT",
            "*",
            "1:2",
            "1:2, 3:4",
            "1:",
            "*,1:2",
            "1@localhost:9093",
            "1@localhost",
            "x@localhost:1",
            "1@2@host:1",
            "1@[::1]:9093,2@h:1",
            "1@h ost:1",
            "1@:9",
            "localhost:9092",
            "PLAINTEXT://localhost:9092",
            "host",
            "host:port",
            "[::1]:1",
            "earliest",
            "latest",
            "by_duration",
            "by_duration:PT1H",
            "by_duration:-PT1H",
            "by_duration:x",
            "EARLIEST",
            "read_committed",
            "classic,consumer",
            "broker,controller",
            "upgrade",
            "rs256",
            "-131072",
            "-131073",
            "22",
            "23",
            "17",
            "18",
            "10");

    static List<ReferenceDefinitions> definitions() {
        return ReferenceDefinitions.all();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aValueMeansWhatItMeansToTheReference(ReferenceDefinitions definitions) {
        for (ConfigDef.ConfigKey theirs : definitions.theirs().configKeys().values()) {
            ConfigKey ours = definitions.ours().get(theirs.name);
            // The reference loads the class that is named; we load none.
            if (theirs.type == ConfigDef.Type.CLASS) {
                continue;
            }
            for (String value : valuesFor(ours)) {
                assertThat(ReferenceDefinitions.outcome(ours, value))
                        .as("%s of %s", value, theirs.name)
                        .isEqualTo(ReferenceDefinitions.outcome(theirs, value));
            }
        }
    }

    private static List<String> valuesFor(ConfigKey key) {
        List<String> values = new ArrayList<>(COMMON);
        // The reference's own check of throttled replicas stumbles over none.
        if (!(key.rule() instanceof ConfigRule.ThrottledReplicas)) {
            values.add(null);
        }
        if (!key.required() && key.defaultText() != null) {
            values.add(key.defaultText());
        }
        if (key.rule() instanceof ConfigRule.Range range) {
            addAround(values, range.min());
            addAround(values, range.max());
        }
        Random random = new Random(key.name().hashCode());
        for (int i = 0; i < 50; i++) {
            values.add(Long.toString(random.nextLong() >> random.nextInt(64)));
            values.add(COMMON.get(random.nextInt(COMMON.size())) + "," + COMMON.get(random.nextInt(COMMON.size())));
        }
        return values;
    }

    private static void addAround(List<String> values, Number bound) {
        if (bound != null) {
            values.add(Long.toString(bound.longValue() - 1));
            values.add(Long.toString(bound.longValue()));
            values.add(Long.toString(bound.longValue() + 1));
        }
    }
}
