package io.ottla.wire.codegen.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.codegen.spec.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    @ParameterizedTest
    @CsvSource({
        "0+,0-9,true",
        "12+,0-9,false",
        "none,0-9,false",
        "4+,0-9,version >= 4",
        "0-4,0-9,version <= 4",
        "2-4,0-9,version >= 2 && version <= 4",
        "3,0-9,version == 3",
        "3,3-9,version <= 3",
        "0-4,4-9,version <= 4",
        "4+,4-9,true",
    })
    void testsOnlyWhatIsNotKnown(String wanted, String possible, String text) {
        assertThat(Condition.in(Versions.parse(wanted), Versions.parse(possible))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void aCertainConditionVanishesFromAConjunction() {
        assertThat(Condition.ALWAYS.and("x")).isEqualTo("x");
        assertThat(Condition.NEVER.and("x")).isEqualTo("false");
        assertThat(new Condition("version >= 2").and("x")).isEqualTo("version >= 2 && x");
    }

    @Test
    void negation() {
        assertThat(Condition.ALWAYS.not()).isEqualTo(Condition.NEVER);
        assertThat(Condition.NEVER.not()).isEqualTo(Condition.ALWAYS);
        assertThat(new Condition("version >= 2").not().text()).isEqualTo("!(version >= 2)");
    }
}
