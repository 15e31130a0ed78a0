package io.ottla.wire.codegen.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodeWriterTest {
    private static final Condition SOMETIMES = new Condition("version >= 2");
    private final CodeWriter out = new CodeWriter();

    @Test
    void indentsBlocks() {
        out.open("if (%s)", "a").line("b();").next("else").line("c(%d);", 1).close();
        assertThat(out).hasToString("""
                if (a) {
                    b();
                } else {
                    c(1);
                }
                """);
    }

    @Test
    void aConditionKnownAtBuildTimeLeavesNoTrace() {
        out.choose(Condition.ALWAYS, () -> out.line("a();"), () -> out.line("b();"));
        out.choose(Condition.NEVER, () -> out.line("a();"), () -> out.line("b();"));
        assertThat(out).hasToString("a();\nb();\n");
    }

    @Test
    void aBranchWithNothingInItIsLeftOut() {
        out.choose(SOMETIMES, () -> out.line("a();"), () -> {});
        out.choose(SOMETIMES, () -> {}, () -> out.line("b();"));
        out.choose(SOMETIMES, () -> {}, () -> {});
        assertThat(out).hasToString("""
                if (version >= 2) {
                    a();
                }
                if (!(version >= 2)) {
                    b();
                }
                """);
    }

    @Test
    void valuesAndHolesMustMatch() {
        assertThatThrownBy(() -> out.line("%s and %s", "one")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.line("%s", "one", "two")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blocksMustBeClosed() {
        out.open("class A");
        assertThatThrownBy(out::toString).isInstanceOf(IllegalStateException.class);
        out.close();
        assertThatThrownBy(out::close).isInstanceOf(IllegalStateException.class);
    }
}
