package io.ottla.broker;

import io.ottla.broker.api.initproducerid.ProducerIdBlocks;
import io.ottla.controller.Controller;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.AllocateProducerIds;
import io.ottla.controller.decide.ApiError;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Blocks of producer ids from the controller.
 *
 * @param controller null as long as there is none: nobody is let in before
 * @param brokerEpoch this broker's epoch in its cluster
 */
record ControllerProducerIds(Supplier<Controller> controller, int nodeId, LongSupplier brokerEpoch)
        implements ProducerIdBlocks {
    @Override
    public void allocate(Consumer<Optional<Block>> answer) {
        controller.get().submit(new AllocateProducerIds(nodeId, brokerEpoch.getAsLong()), new Reply<>() {
            @Override
            public void done(AllocateProducerIds.Block block) {
                answer.accept(Optional.of(new Block(block.first(), block.count())));
            }

            @Override
            public void refused(ApiError error) {
                answer.accept(Optional.empty());
            }
        });
    }
}
