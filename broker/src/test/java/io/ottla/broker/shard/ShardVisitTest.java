package io.ottla.broker.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shards whose own threads never start: what is done is done by whoever sends. */
class ShardVisitTest {
    private static final int MESSAGES = 3;

    private final ThreadLocal<SendBurst> bursts = ThreadLocal.withInitial(SendBurst::new);
    private final SendBurst burst = bursts.get();
    private final Shard first = shard(0);
    private final Shard second = shard(1);
    private final List<String> done = new ArrayList<>();

    private Shard shard(int index) {
        Shard shard = new Shard(index, 64);
        ShardThread unused = new ShardThread(shard, () -> 0, bursts, (thread, cause) -> {
            throw new AssertionError(cause);
        });
        return shard;
    }

    @Test
    void outsideABurstNothingIsDoneHere() {
        first.send(turn -> done.add("a"));
        assertThat(done).isEmpty();
    }

    @Test
    void allThatIsSentToAShardIsOneBurst() {
        burst.begin();
        for (int message = 0; message < MESSAGES; message++) {
            first.send(turn -> {
                done.add("message");
                turn.atEndOfBurst(end -> done.add("end"));
            });
        }
        assertThat(done).isEmpty();
        burst.end();
        assertThat(done).containsExactly("message", "message", "message", "end", "end", "end");
    }

    @Test
    void whatATurnSendsOnIsDoneToo() {
        burst.begin();
        first.send(turn -> {
            done.add("first");
            second.send(onSecond -> {
                done.add("second");
                first.send(again -> done.add("first again"));
            });
        });
        burst.end();
        assertThat(done).containsExactly("first", "second", "first again");
    }

    /** The answer to a request may have the next one read, in the middle of a turn. */
    @Test
    void aBurstWithinABurstIsPartOfIt() {
        burst.begin();
        first.send(turn -> {
            burst.begin();
            first.send(nested -> done.add("nested"));
            burst.end();
            done.add("outer");
        });
        burst.end();
        assertThat(done).containsExactly("outer", "nested");
        first.send(turn -> done.add("after"));
        assertThat(done).hasSize(2);
    }

    @Test
    void aBurstThatIsOverLeavesNothingBehind() {
        burst.begin();
        first.send(turn -> done.add("a"));
        burst.end();
        burst.begin();
        burst.end();
        assertThat(done).containsExactly("a");
    }
}
