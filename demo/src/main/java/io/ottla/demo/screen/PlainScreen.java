package io.ottla.demo.screen;

import io.ottla.demo.plot.Check;
import io.ottla.demo.plot.Story;
import java.io.PrintStream;
import java.util.List;

/** Lines, one after the other: for a file or a pipe. The board comes once, in the end. */
public final class PlainScreen implements Screen {
    private final PrintStream out;
    private final Board board;

    public PlainScreen(PrintStream out, Board board) {
        this.out = out;
        this.board = board;
    }

    @Override
    public void tell(String line) {
        out.println(line);
    }

    @Override
    public void draw(Story story) {
        // What changes from ball to ball would be thousands of lines.
    }

    @Override
    public void finish(Story story, List<Check> checks) {
        out.println();
        board.lines(story).forEach(out::println);
        out.println();
        checks.forEach(out::println);
    }
}
