package io.ottla.demo.cricket;

import java.util.List;
import java.util.stream.IntStream;

/** Eleven players, in the order in which they bat. No two players of all teams have the same name. */
public record Team(String name, List<String> players) {
    public static final int PLAYERS = 11;

    private static final List<String> NAMES =
            List.of("Otters", "Herons", "Beavers", "Kingfishers", "Swans", "Dippers", "Minnows", "Plovers");

    private static final List<String> SURNAMES = List.of(
            "Alder Ash Beck Birch Bourne Brook Burn Carr Dale Elm Fenn Field Ford Frost Gill Glen Heath Hill Holm Hurst Lake Lane"
                    .split(" ", -1));

    public Team {
        players = List.copyOf(players);
        if (players.size() != PLAYERS) {
            throw new IllegalArgumentException(name + " has " + players.size() + " players");
        }
    }

    /** How many different teams there are. */
    public static int count() {
        return NAMES.size();
    }

    /** The team of that number, from 0. The initial is the team's, which tells namesakes apart. */
    public static Team number(int number) {
        String name = NAMES.get(number);
        return new Team(
                name,
                IntStream.range(0, PLAYERS)
                        .mapToObj(i -> name.charAt(0) + " " + SURNAMES.get((number * PLAYERS + i) % SURNAMES.size()))
                        .toList());
    }

    /** Who bowls the over of that number, from 0: the last five of the batting order take turns. */
    String bowlerOf(int over) {
        int bowlers = 5;
        return players.get(PLAYERS - 1 - over % bowlers);
    }
}
