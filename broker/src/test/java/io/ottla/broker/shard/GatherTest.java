package io.ottla.broker.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
    private final Shards shards = Shards.withoutThreads(3, 64);
    private final List<List<String>> gathered = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void answersComeInTheOrderOfTheItemsWhateverShardTheyAreFrom() {
        List<Integer> items = List.of(0, 1, 2, 1, 0);
        gather(items, (turn, part) -> {
            for (int i = 0; i < part.size(); i++) {
                part.answer(
                        part.place(i),
                        "item " + part.place(i) + " on shard " + part.shard().index());
            }
        });

        turnAll();

        assertThat(gathered)
                .containsExactly(List.of(
                        "item 0 on shard 0",
                        "item 1 on shard 1",
                        "item 2 on shard 2",
                        "item 3 on shard 1",
                        "item 4 on shard 0"));
    }

    @Test
    void oneShardNeedsOneTurn() {
        gather(List.of(1), (turn, part) -> part.answer(part.place(0), "done"));

        shards.all().get(1).turn(0);

        assertThat(gathered).containsExactly(List.of("done"));
    }

    @Test
    void nothingIsHandedOverBeforeTheLastAnswer() {
        List<Runnable> later = new ArrayList<>();
        gather(List.of(0, 1), (turn, part) -> later.add(() -> part.answer(part.place(0), "late")));
        turnAll();

        later.getFirst().run();
        turnAll();
        assertThat(gathered).isEmpty();
        later.getLast().run();
        turnAll();

        assertThat(gathered).containsExactly(List.of("late", "late"));
    }

    @Test
    void whatAShardBreaksDownOverIsAnsweredInstead() {
        gather(List.of(2), (turn, part) -> {
            throw new IllegalStateException("broken");
        });

        turnAll();

        assertThat(gathered).containsExactly(List.of("broken down over 0"));
    }

    @Test
    void theFirstAnswerCounts() {
        gather(List.of(0, 0), (turn, part) -> {
            part.answer(0, "first");
            part.answer(0, "second");
            part.answer(1, "other");
        });

        turnAll();

        assertThat(gathered).containsExactly(List.of("first", "other"));
    }

    @Test
    void whoCannotTakeTheAnswersIsTold() {
        Gather.start(
                List.of(1),
                index -> shards.all().get(index),
                (turn, part) -> part.answer(part.place(0), "answer"),
                new Gather.Ending<>(
                        answers -> {
                            throw new IllegalStateException("no");
                        },
                        place -> "",
                        failures::add));

        turnAll();

        assertThat(failures)
                .singleElement()
                .satisfies(cause -> assertThat(cause).hasMessage("no"));
    }

    @Test
    void whoIsOnAShardAlreadyHasItsOwnItemsDoneOnTheSpot() {
        Shard home = shards.all().get(1);
        home.send(turn -> {
            Gather.startAt(
                    new Gather.Home(home, turn),
                    List.of(1, 1),
                    index -> shards.all().get(index),
                    (same, part) -> {
                        part.answer(0, "a");
                        part.answer(1, "b");
                    },
                    new Gather.Ending<>(gathered::add, place -> "", failures::add));
            assertThat(gathered).containsExactly(List.of("a", "b"));
        });

        home.turn(0);

        assertThat(gathered).hasSize(1);
    }

    private void gather(List<Integer> shardOfItem, Gather.Work<String> work) {
        Gather.start(
                shardOfItem,
                index -> shards.all().get(index),
                work,
                new Gather.Ending<>(gathered::add, place -> "broken down over " + place, failures::add));
    }

    private void turnAll() {
        for (int round = 0; round < 2; round++) {
            shards.all().forEach(shard -> shard.turn(0));
        }
    }
}
