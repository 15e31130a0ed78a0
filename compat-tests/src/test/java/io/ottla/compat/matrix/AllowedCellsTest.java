package io.ottla.compat.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedCellsTest {
    private static final AllowedCells LISTED =
            AllowedCells.parse("node", List.of("# a comment", "kafkajs\t2.2.4\tproduce"));

    @Test
    void whatPassesIsNotLost() {
        assertThat(LISTED.lost(List.of(cell("produce", TargetKind.OTTLA, Verdict.PASS))))
                .isEmpty();
    }

    @Test
    void whatFailsOrIsNotReachedIsLost() {
        assertThat(LISTED.lost(List.of(cell("produce", TargetKind.OTTLA, Verdict.FAIL))))
                .containsExactly("node: kafkajs | 2.2.4 | produce: failed");
        assertThat(LISTED.lost(List.of(cell("produce", TargetKind.REFERENCE, Verdict.PASS))))
                .containsExactly("node: kafkajs | 2.2.4 | produce: was not reached");
    }

    @Test
    void whatCannotBeTriedIsNotLost() {
        assertThat(LISTED.lost(List.of(cell("produce", TargetKind.OTTLA, Verdict.SKIPPED))))
                .isEmpty();
        MatrixCell noClient = new MatrixCell(
                "node", "kafkajs", MatrixCell.ANY, MatrixCell.ANY, TargetKind.OTTLA, Verdict.SKIPPED, "not here");
        assertThat(LISTED.lost(List.of(noClient))).isEmpty();
    }

    @Test
    void itGrowsByWhatPassesOnOttla() {
        AllowedCells grown = LISTED.grown(List.of(
                cell("consume", TargetKind.OTTLA, Verdict.PASS),
                cell("fly", TargetKind.OTTLA, Verdict.FAIL),
                cell("swim", TargetKind.REFERENCE, Verdict.PASS)));
        assertThat(grown.text().lines().skip(1)).containsExactly("kafkajs\t2.2.4\tconsume", "kafkajs\t2.2.4\tproduce");
    }

    @Test
    void theVersionThatTheMachineBringsDoesNotCount() {
        AllowedCells python = AllowedCells.parse("python", List.of())
                .grown(List.of(
                        new MatrixCell("python", "kafka", "2.0", "produce", TargetKind.OTTLA, Verdict.PASS, "")));
        assertThat(python.text()).contains("kafka\t*\tproduce\n");
        assertThat(python.lost(List.of(
                        new MatrixCell("python", "kafka", "2.1", "produce", TargetKind.OTTLA, Verdict.PASS, ""))))
                .isEmpty();
    }

    private static MatrixCell cell(String feature, TargetKind target, Verdict verdict) {
        return new MatrixCell("node", "kafkajs", "2.2.4", feature, target, verdict, "");
    }
}
