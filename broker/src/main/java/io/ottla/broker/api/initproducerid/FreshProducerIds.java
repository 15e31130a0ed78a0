package io.ottla.broker.api.initproducerid;

import io.ottla.broker.coordinator.transaction.ProducerIdSource;
import io.ottla.broker.shard.Shard;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Producer ids for whoever wants one, out of the blocks that the controller allots to this broker. */
public final class FreshProducerIds implements ProducerIdSource {
    private final Shard owner;
    private final ProducerIdBlocks blocks;
    private final ProducerIds<Consumer<OptionalLong>> ids = new ProducerIds<>();

    /** @param owner the shard whose thread hands out the ids */
    public FreshProducerIds(Shard owner, ProducerIdBlocks blocks) {
        this.owner = owner;
        this.blocks = blocks;
    }

    @Override
    public void next(Consumer<OptionalLong> answer) {
        owner.send(turn -> {
            ids.want(answer);
            serve();
        });
    }

    /** On the owner's thread. */
    private void serve() {
        for (ProducerIds.Grant<Consumer<OptionalLong>> grant : ids.grants()) {
            grant.to().accept(OptionalLong.of(grant.producerId()));
        }
        if (ids.takeRequest()) {
            blocks.allocate(block -> owner.send(turn -> arrived(block)));
        }
    }

    private void arrived(Optional<ProducerIdBlocks.Block> block) {
        if (block.isPresent()) {
            ids.allotted(block.get());
            serve();
        } else {
            ids.refused().forEach(waiting -> waiting.accept(OptionalLong.empty()));
        }
    }
}
