package io.ottla.bench.groups;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoardTest {
    private final Board board = new Board(10);

    private void write(int member, int epoch, int partitions) {
        board.write(member, new Board.Share(epoch, partitions));
    }

    @Test
    void aGroupHasSettledWhenAllAreInOneEpochWithAllPartitions() {
        write(0, 1, 10);
        assertThat(board.isSettled(1)).isTrue();
        assertThat(board.isSettled(2)).isFalse();
        write(1, 2, 5);
        assertThat(board.isSettled(2)).as("two epochs").isFalse();
        write(0, 2, 4);
        assertThat(board.isSettled(2)).as("a partition without an owner").isFalse();
        write(0, 2, 5);
        assertThat(board.isSettled(2)).isTrue();
    }
}
