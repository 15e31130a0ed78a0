package io.ottla.bench.compare;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * The ratios as a picture: for each row of the table a bar of how many times better Ottla is than the reference, from the
 * worst round to the best one, with a point at the median and a mark at the goal. The scale is logarithmic: twice as good and
 * half as good are equally far from the middle line.
 */
final class RatioChart {
    private static final int LABEL_WIDTH = 470;
    private static final int CHART_WIDTH = 560;
    private static final int RIGHT_MARGIN = 60;
    private static final int ROW_HEIGHT = 20;
    private static final int TOP = 40;
    private static final double LOWEST = 0.25;
    private static final double HIGHEST = 64;

    private final Formatter out = new Formatter(Locale.ROOT);

    private record Bar(String label, double median, double worst, double best, double goal) {}

    private RatioChart() {}

    static String of(List<Family> families, Results results) {
        return new RatioChart().draw(bars(families, results));
    }

    private static List<Bar> bars(List<Family> families, Results results) {
        List<Bar> bars = new ArrayList<>();
        for (Family family : families) {
            for (Case oneCase : family.cases()) {
                for (Row row : oneCase.rows()) {
                    results.ratios(oneCase.name(), row.measure())
                            .filter(ratios -> Ratio.exists(ratios.median()))
                            .ifPresent(ratios -> {
                                double one = Ratio.advantage(row.measure(), ratios.lowest());
                                double other = Ratio.advantage(row.measure(), ratios.highest());
                                bars.add(new Bar(
                                        oneCase.name() + ": " + row.measure().label(),
                                        Ratio.advantage(row.measure(), ratios.median()),
                                        Math.min(one, other),
                                        Math.max(one, other),
                                        row.goal().isPresent()
                                                ? Ratio.advantage(
                                                        row.measure(),
                                                        row.goal().getAsDouble())
                                                : Double.NaN));
                            });
                }
            }
        }
        return bars;
    }

    private String draw(List<Bar> bars) {
        int height = TOP + bars.size() * ROW_HEIGHT + 20;
        int width = LABEL_WIDTH + CHART_WIDTH + RIGHT_MARGIN;
        out.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n",
                width, height);
        out.format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", width, height);
        out.format(
                "<text x=\"10\" y=\"14\">times better than the reference; | goal, o median, bar: worst to best round</text>%n");
        for (double tick = LOWEST; tick <= HIGHEST; tick *= 2) {
            String colour = tick == 1 ? "#444" : "#ddd";
            out.format(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>%n",
                    x(tick), x(tick), TOP - 8, height - 16, colour);
            out.format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(tick), TOP - 12, Ratio.text(tick));
        }
        for (int i = 0; i < bars.size(); i++) {
            draw(bars.get(i), TOP + i * ROW_HEIGHT);
        }
        out.format("</svg>%n");
        return out.toString();
    }

    private void draw(Bar bar, int y) {
        int middle = y + ROW_HEIGHT / 2;
        String colour = bar.median() < bar.goal() ? "#d08020" : bar.median() < 1 ? "#c03030" : "#2a7a4a";
        out.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                LABEL_WIDTH - 8, middle + 4, escape(bar.label()));
        out.format(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"6\" fill=\"%s\" opacity=\"0.5\"/>%n",
                x(bar.worst()), middle - 3, Math.max(1, x(bar.best()) - x(bar.worst())), colour);
        out.format("<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\"/>%n", x(bar.median()), middle, colour);
        out.format(
                "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                x(bar.best()) + 8, middle + 4, "×" + Ratio.value(bar.median()));
        if (!Double.isNaN(bar.goal())) {
            out.format(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#333\" stroke-width=\"2\"/>%n",
                    x(bar.goal()), x(bar.goal()), middle - 8, middle + 8);
        }
    }

    private static double x(double times) {
        double bounded = Math.clamp(times, LOWEST, HIGHEST);
        return LABEL_WIDTH + CHART_WIDTH * Math.log(bounded / LOWEST) / Math.log(HIGHEST / LOWEST);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
