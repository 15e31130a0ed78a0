package io.ottla.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the texts in annotations mean. */
class PlansTest {

    @Test
    void aTopicIsANameAndMayHaveANumberOfPartitions() {
        assertThat(TopicPlan.parse("orders")).isEqualTo(new TopicPlan("orders", OptionalInt.empty()));
        assertThat(TopicPlan.parse("orders:3")).isEqualTo(new TopicPlan("orders", OptionalInt.of(3)));
        assertThatThrownBy(() -> TopicPlan.parse("orders:many")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSettingIsAKeyAndAValue() {
        assertThat(KeysAndValues.parse("a=b", " c = d=e ", "f=")).isEqualTo(Map.of("a", "b", "c", "d=e", "f", ""));
        assertThatThrownBy(() -> KeysAndValues.parse("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"a\" is not key=value");
    }

    @Test
    void aSerializerGoesByTheTypeAndIsForBytesWhereThereIsNone() {
        String names = "org.apache.kafka.common.serialization.";
        assertThat(Codecs.nameFor(Optional.of(String.class), "Serializer")).isEqualTo(names + "StringSerializer");
        assertThat(Codecs.nameFor(Optional.of(byte[].class), "Deserializer"))
                .isEqualTo(names + "ByteArrayDeserializer");
        assertThat(Codecs.nameFor(Optional.<Type>of(Type.class), "Serializer"))
                .isEqualTo(names + "ByteArraySerializer");
        assertThat(Codecs.nameFor(Optional.empty(), "Serializer")).isEqualTo(names + "ByteArraySerializer");
    }
}
