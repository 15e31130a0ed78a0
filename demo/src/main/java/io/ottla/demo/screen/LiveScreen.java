package io.ottla.demo.screen;

import io.ottla.demo.plot.Check;
import io.ottla.demo.plot.Story;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The board with the latest news below it, drawn over itself in a terminal. */
public final class LiveScreen implements Screen {
    private static final int NEWS = 8;
    private static final int WIDTH = 79;
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintStream out;
    private final Board board;
    private final Deque<String> news = new ArrayDeque<>();
    private List<String> shown = List.of();

    public LiveScreen(PrintStream out, Board board) {
        this.out = out;
        this.board = board;
    }

    @Override
    public void tell(String line) {
        news.addLast(line);
        if (news.size() > NEWS) {
            news.removeFirst();
        }
    }

    @Override
    public void draw(Story story) {
        List<String> lines = new ArrayList<>(board.lines(story));
        lines.add("");
        lines.addAll(news);
        // The news grow from nothing; the view is as high from the start, so that it never scrolls.
        while (lines.size() < board.lines(story).size() + 1 + NEWS) {
            lines.add("");
        }
        if (lines.equals(shown)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (!shown.isEmpty()) {
            text.append(UP.formatted(shown.size()));
        }
        for (String line : lines) {
            text.append('\r')
                    .append(CLEAR_LINE)
                    .append(line, 0, Math.min(line.length(), WIDTH))
                    .append('\n');
        }
        out.print(text);
        out.flush();
        shown = lines;
    }

    @Override
    public void finish(Story story, List<Check> checks) {
        draw(story);
        out.println();
        checks.forEach(out::println);
    }
}
