package io.ottla.broker.partition;

import io.ottla.broker.shard.ShardMessage;
import io.ottla.broker.shard.ShardTurn;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands logs that were opened to the shard that owns them. */
record Installation(PartitionTable table, List<OpenedLog> logs) implements ShardMessage {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    @Override
    public void deliver(ShardTurn turn) {
        for (OpenedLog opened : logs) {
            install(opened, turn);
        }
    }

    private void install(OpenedLog opened, ShardTurn turn) {
        try {
            table.opened(opened.on(table), turn);
        } catch (RuntimeException broken) {
            LOG.error("{} cannot be used", opened.log().partition(), broken);
            table.unopenable(opened.log().partition());
        }
    }

    @Override
    public void failed(Throwable cause) {
        logs.forEach(opened -> table.unopenable(opened.log().partition()));
    }
}
