package io.ottla.wire.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidTest {

    @Test
    void textFormIsTheReferences() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            Uuid ours = new Uuid(random.nextLong(), random.nextLong());
            org.apache.kafka.common.Uuid theirs =
                    new org.apache.kafka.common.Uuid(ours.mostSignificantBits(), ours.leastSignificantBits());
            assertThat(ours).hasToString(theirs.toString());
            assertThat(Uuid.parse(theirs.toString())).isEqualTo(ours);
        }
    }

    @Test
    void orderIsTheReferences() {
        List<Uuid> ids = List.of(new Uuid(-1, 5), new Uuid(0, -1), Uuid.ZERO, Uuid.METADATA_TOPIC, new Uuid(1, 0));
        for (Uuid left : ids) {
            for (Uuid right : ids) {
                assertThat(Integer.signum(left.compareTo(right)))
                        .isEqualTo(Integer.signum(theirs(left).compareTo(theirs(right))));
            }
        }
    }

    @Test
    void knownIdsAreTheReferences() {
        assertThat(Uuid.ZERO).hasToString(org.apache.kafka.common.Uuid.ZERO_UUID.toString());
        assertThat(Uuid.METADATA_TOPIC).hasToString(org.apache.kafka.common.Uuid.METADATA_TOPIC_ID.toString());
        assertThat(Uuid.ZERO.isZero()).isTrue();
        assertThat(Uuid.METADATA_TOPIC.isZero()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "!!!!!!!!!!!!!!!!!!!!!!"})
    void whatIsNoIdIsRefused(String text) {
        assertThatThrownBy(() -> Uuid.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static org.apache.kafka.common.Uuid theirs(Uuid id) {
        return new org.apache.kafka.common.Uuid(id.mostSignificantBits(), id.leastSignificantBits());
    }
}
