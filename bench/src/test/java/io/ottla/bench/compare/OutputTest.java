package io.ottla.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.TargetKind;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class OutputTest {
    private final Results results = new Results();
    private final List<Family> families = List.of(new Family(
            "Some <family>",
            1,
            List.of(
                    new Case(
                            "cheap & fast",
                            Case.When.ALL,
                            turn -> Map.of(),
                            List.of(Row.of(Measure.CPU_MS_PER_MB, 0.2), Row.of(Measure.MB_PER_S, 1))),
                    new Case("not measured", Case.When.ALL, turn -> Map.of(), List.of(Row.of(Measure.P50_MS))))));

    @BeforeEach
    void measure() {
        add(TargetKind.REFERENCE, 9, 100);
        add(TargetKind.OTTLA, 3, 500);
        add(TargetKind.REFERENCE, 9, 100);
        add(TargetKind.OTTLA, 1, 800);
    }

    @Test
    void theTableSaysRatiosAndWhetherTheGoalIsReached() {
        assertThat(MarkdownTable.of(families, results)).isEqualTo("""

                        ### Some <family>

                        | case | measure | reference | Ottla | ratio (lowest – highest) | goal | |
                        |---|---|---:|---:|---|---|---|
                        | cheap & fast | broker's CPU, ms/MB | 9.00 | 2.00 | **1/4.5** (1/9.0 – 1/3.0) | ≤ 1/5.0 | missed by ×1.11 |
                        | cheap & fast | throughput, MB/s | 100 | 650 | **6.5** (5.0 – 8.0) | ≥ 1.0 | reached |
                        """);
    }

    @Test
    void whatHasNoRatioIsADash() {
        assertThat(Ratio.text(Double.POSITIVE_INFINITY)).isEqualTo("–");
        assertThat(Ratio.text(0)).isEqualTo("–");
        assertThat(Ratio.text(-0.2)).isEqualTo("–");
    }

    @Test
    void theChartIsAPictureWithABarForEachRow() throws Exception {
        String chart = RatioChart.of(families, results);
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart)));
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(chart).contains("cheap &amp; fast: throughput, MB/s");
    }

    @Test
    void theRawValuesHaveEveryRound() {
        assertThat(RawValues.of(families, results).lines())
                .contains("\"cheap & fast\",mb_per_s,ottla,2,800.000000")
                .hasSize(1 + 2 * 2 * 2);
    }

    private void add(TargetKind kind, double cpu, double throughput) {
        results.add("cheap & fast", kind, Map.of(Measure.CPU_MS_PER_MB, cpu, Measure.MB_PER_S, throughput));
    }
}
