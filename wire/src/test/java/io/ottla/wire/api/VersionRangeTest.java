package io.ottla.wire.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VersionRangeTest {
    @Test
    void containsBothEnds() {
        VersionRange range = new VersionRange(3, 5);
        assertThat(range.contains(2)).isFalse();
        assertThat(range.contains(3)).isTrue();
        assertThat(range.contains(5)).isTrue();
        assertThat(range.contains(6)).isFalse();
    }

    @Test
    void intersectionOfRangesApartIsEmpty() {
        assertThat(new VersionRange(0, 2).intersect(new VersionRange(3, 5))).isSameAs(VersionRange.EMPTY);
        assertThat(new VersionRange(0, 3).intersect(new VersionRange(3, 5))).isEqualTo(new VersionRange(3, 3));
    }

    @Test
    void emptyRangeContainsNothing() {
        assertThat(VersionRange.EMPTY.isEmpty()).isTrue();
        assertThat(VersionRange.EMPTY.contains(0)).isFalse();
        assertThat(VersionRange.EMPTY).hasToString("none");
    }

    @Test
    void refusesEndsTheWrongWayRound() {
        assertThatThrownBy(() -> new VersionRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VersionRange(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
