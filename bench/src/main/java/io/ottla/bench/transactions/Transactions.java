package io.ottla.bench.transactions;

import io.ottla.bench.turns.Turns;
import java.io.IOException;

/** Transactions of stock producers: how many a second, how long one takes, and what it costs the broker. */
public final class Transactions {
    private Transactions() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Turns.run(arguments, (kind, folder, figures) -> new OneTurn(kind, folder, figures).run());
    }
}
