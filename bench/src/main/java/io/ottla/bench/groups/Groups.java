package io.ottla.bench.groups;

import io.ottla.bench.turns.Turns;
import java.io.IOException;

/** Consumer groups: what it takes to rebalance one, to keep many alive, and to commit. */
public final class Groups {
    private Groups() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Turns.run(arguments, (kind, folder, figures) -> new OneTurn(kind, folder, figures).run());
    }
}
