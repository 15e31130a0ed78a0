package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionsTest {
    @Test
    void dealsPartitionsOutToConnections() {
        assertThat(Connections.partitionsOf(0, 2, 5)).containsExactly(0, 2, 4);
        assertThat(Connections.partitionsOf(1, 2, 5)).containsExactly(1, 3);
    }

    @Test
    void letsConnectionsShareAPartitionWhereThereAreFew() {
        assertThat(Connections.partitionsOf(4, 8, 3)).containsExactly(1);
    }
}
