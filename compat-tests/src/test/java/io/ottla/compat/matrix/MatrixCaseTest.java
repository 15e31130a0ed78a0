package io.ottla.compat.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.TargetKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixCaseTest {
    @TempDir
    private Path folder;

    @Test
    void theLastLineOfACellCounts() {
        MatrixFile.append(folder, cell(Verdict.FAIL, "broken\n\tat first"));
        MatrixFile.append(folder, cell(Verdict.PASS, ""));
        assertThat(MatrixFile.read(folder)).containsExactly(cell(Verdict.PASS, ""));
    }

    @Test
    void aNoteIsOneLine() {
        assertThat(cell(Verdict.FAIL, "one\n\ttwo ").note()).isEqualTo("one two");
    }

    @Test
    void whatWasThrownIsNamedByItsFirstLineThatSaysAnything() {
        assertThat(MatrixCase.firstLine(new AssertionError("\n\nexpected: 1\n but was: 2")))
                .isEqualTo("AssertionError: expected: 1");
        assertThat(MatrixCase.firstLine(new IllegalStateException((String) null)))
                .isEqualTo("IllegalStateException");
    }

    private static MatrixCell cell(Verdict verdict, String note) {
        return new MatrixCell("suite", "client", "1.0", "produce", TargetKind.OTTLA, verdict, note);
    }
}
