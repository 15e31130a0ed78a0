package io.ottla.broker.api.initproducerid;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.initproducerid.ProducerIdBlocks.Block;
import io.ottla.broker.api.initproducerid.ProducerIds.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProducerIdsTest {
    private final ProducerIds<String> ids = new ProducerIds<>();

    @Test
    void theFirstWaitForABlockAndGetIdsInTheOrderTheyCame() {
        ids.want("a");
        ids.want("b");
        assertThat(ids.grants()).isEmpty();
        assertThat(ids.takeRequest()).isTrue();
        assertThat(ids.takeRequest()).as("one request at a time").isFalse();

        ids.allotted(new Block(5_000, 1_000));

        assertThat(ids.grants()).containsExactly(new Grant<>("a", 5_000L), new Grant<>("b", 5_001L));
        assertThat(ids.takeRequest()).isFalse();
    }

    @Test
    void theNextBlockIsAskedForWhileThereAreIdsLeft() {
        take(new Block(0, 100), 89);
        assertThat(ids.takeRequest()).isFalse();

        ids.want("the ninetieth");
        assertThat(ids.grants()).hasSize(1);
        assertThat(ids.takeRequest()).isTrue();
        ids.allotted(new Block(700, 100));

        for (int i = 90; i < 100; i++) {
            ids.want("more");
        }
        ids.want("first of the next block");
        List<Grant<String>> grants = ids.grants();
        assertThat(grants).hasSize(11);
        assertThat(grants.get(9).producerId()).isEqualTo(99);
        assertThat(grants.get(10).producerId()).isEqualTo(700);
    }

    @Test
    void aRefusalTurnsAwayThoseWhoWaitAndTheNextAsksAgain() {
        ids.want("a");
        assertThat(ids.takeRequest()).isTrue();

        assertThat(ids.refused()).containsExactly("a");

        ids.want("b");
        assertThat(ids.takeRequest()).isTrue();
        ids.allotted(new Block(0, 10));
        assertThat(ids.grants()).containsExactly(new Grant<>("b", 0L));
    }

    private void take(Block block, int count) {
        ids.takeRequest();
        ids.allotted(block);
        for (int i = 0; i < count; i++) {
            ids.want("earlier");
        }
        assertThat(ids.grants()).hasSize(count);
    }
}
