package io.ottla.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.TargetKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Making the table also reads the options of every case, and fails on those the generator does not know. */
class CaseTableTest {
    @Test
    void everyCaseHasANameOfItsOwnAndSomethingToShow() {
        List<Case> cases = cases(CaseTable.FAMILIES);
        assertThat(cases).extracting(Case::name).doesNotHaveDuplicates();
        assertThat(cases).allSatisfy(one -> assertThat(one.rows()).isNotEmpty());
    }

    @Test
    void theQuickRunIsAPartOfTheWhole() {
        List<Case> quick = cases(Selection.of(CaseTable.FAMILIES, true, null));
        assertThat(quick).isNotEmpty().hasSizeLessThan(cases(CaseTable.FAMILIES).size());
    }

    @Test
    void aRunOnOneBrokerMeasuresStartingBeforeItIsThere() {
        Family quick = Selection.together(Selection.of(CaseTable.FAMILIES, true, null), 2);
        assertThat(quick.cases()).containsExactlyElementsOf(cases(Selection.of(CaseTable.FAMILIES, true, null)));
        assertThat(quick.cases().getFirst().step()).isInstanceOf(StartUpStep.class);
    }

    @Test
    void aCaseIsFoundByAPartOfItsNameOrOfItsFamilys() {
        assertThat(cases(Selection.of(CaseTable.FAMILIES, false, "LZ4, acks=all")))
                .hasSize(1);
        assertThat(Selection.of(CaseTable.FAMILIES, false, "fetch")).hasSize(1);
        assertThat(Selection.of(CaseTable.FAMILIES, false, "no such case")).isEmpty();
    }

    @Test
    void whatTakesVeryLongIsMeasuredOnlyWhenItIsNamed() {
        assertThat(cases(Selection.of(CaseTable.FAMILIES, false, null)))
                .noneMatch(one -> one.when() == Case.When.BY_NAME);
        assertThat(cases(Selection.of(CaseTable.FAMILIES, false, "partitions")))
                .noneMatch(one -> one.when() == Case.When.BY_NAME);
        assertThat(cases(Selection.of(CaseTable.FAMILIES, false, "hundred thousand")))
                .hasSize(1)
                .allMatch(one -> !one.isFor(TargetKind.REFERENCE) && one.isFor(TargetKind.OTTLA));
    }

    private static List<Case> cases(List<Family> families) {
        return families.stream().flatMap(family -> family.cases().stream()).toList();
    }
}
