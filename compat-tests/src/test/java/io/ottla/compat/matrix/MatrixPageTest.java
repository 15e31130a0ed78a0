package io.ottla.compat.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixPageTest {
    @Test
    void showsBothBrokersInOneField() {
        String page = MatrixPage.render(List.of(
                cell("kcat", "1.7", "produce", TargetKind.OTTLA, Verdict.PASS, ""),
                cell("kcat", "1.7", "produce", TargetKind.REFERENCE, Verdict.PASS, ""),
                cell("kcat", "1.7", "consume", TargetKind.OTTLA, Verdict.FAIL, "AssertionError: `no` record"),
                cell("kcat", "1.7", "consume", TargetKind.REFERENCE, Verdict.PASS, ""),
                cell("other", "2", "produce", TargetKind.OTTLA, Verdict.PASS, "")));
        assertThat(page)
                .contains("| [suite](#suite) | 2 | 1 |\n")
                .contains("| feature | kcat 1.7 | other 2 |\n|---|:-:|:-:|\n")
                .contains("| produce | ✓ ✓ | ✓ · |\n")
                .contains("| consume | ✗ ✓ | · · |\n")
                .contains("- ✗ Ottla, kcat 1.7, consume: `AssertionError: 'no' record`\n");
    }

    @Test
    void saysOnceWhySomethingWasNotTried() {
        String page = MatrixPage.render(List.of(
                cell("java", "1", "fly", TargetKind.OTTLA, Verdict.SKIPPED, "since 3"),
                cell("java", "1", "fly", TargetKind.REFERENCE, Verdict.SKIPPED, "since 3"),
                cell("java", "2", "fly", TargetKind.OTTLA, Verdict.SKIPPED, "since 3")));
        assertThat(page).contains("| fly | – – | – · |\n").contains("- – fly: since 3 (java 1, java 2)\n");
    }

    @Test
    void namesAClientThatIsNotThereWithoutARow() {
        String page = MatrixPage.render(List.of(
                cell("gone", MatrixCell.ANY, MatrixCell.ANY, TargetKind.OTTLA, Verdict.SKIPPED, "not installed")));
        assertThat(page).contains("- – gone (not installed)\n").doesNotContain("| * |");
    }

    private static MatrixCell cell(
            String client, String version, String feature, TargetKind target, Verdict verdict, String note) {
        return new MatrixCell("suite", client, version, feature, target, verdict, note);
    }
}
