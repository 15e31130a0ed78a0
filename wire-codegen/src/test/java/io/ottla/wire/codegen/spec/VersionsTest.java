package io.ottla.wire.codegen.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {

    @ParameterizedTest
    @CsvSource({"0,0,0", "3-5,3,5", "2+,2,32767", " 7 ,7,7"})
    void readsWhatTheSpecsWrite(String text, int lowest, int highest) {
        assertThat(Versions.parse(text)).isEqualTo(new Versions(lowest, highest));
    }

    @Test
    void noneIsEmpty() {
        assertThat(Versions.parse("none")).isEqualTo(Versions.NONE);
        assertThat(Versions.NONE.isEmpty()).isTrue();
        assertThat(Versions.NONE.contains(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "a", "5-3", "1-", "-1", "0-40000"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> Versions.parse(text)).isInstanceOf(SpecException.class);
    }

    @ParameterizedTest
    @CsvSource({"0+,3-5,3-5", "0-3,3+,3", "0-2,3+,none", "none,0+,none"})
    void intersection(String left, String right, String both) {
        assertThat(Versions.parse(left).intersect(Versions.parse(right))).isEqualTo(Versions.parse(both));
        assertThat(Versions.parse(right).intersect(Versions.parse(left))).isEqualTo(Versions.parse(both));
    }

    @ParameterizedTest
    @CsvSource({"2+,5,2-4", "2+,2,none", "2+,0,none", "0-3,9,0-3"})
    void below(String versions, int first, String rest) {
        assertThat(Versions.parse(versions).below(first)).isEqualTo(Versions.parse(rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "4", "3-5", "2+"})
    void isWrittenAsItIsRead(String text) {
        assertThat(Versions.parse(text)).hasToString(text);
    }
}
