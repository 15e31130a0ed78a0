package io.ottla.broker;

import io.ottla.broker.partition.PartitionHost;
import io.ottla.broker.partition.PartitionService;
import io.ottla.controller.ImageListener;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageDelta;
import java.util.concurrent.CompletableFuture;

/** Has the partitions follow the image: the first that is known opens what the data folders hold. */
final class PartitionFollower implements ImageListener {
    private final PartitionHost partitions;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private boolean started;

    PartitionFollower(PartitionHost partitions) {
        this.partitions = partitions;
    }

    /** Completes when all logs that were there are open. */
    CompletableFuture<Void> opened() {
        return opened;
    }

    PartitionService service() {
        return partitions.service();
    }

    /**
     * Closes the partitions. The data folders are marked as left in good order only if all logs had been opened: what was not
     * looked at may still need recovery.
     */
    void close(long brokerEpoch) throws InterruptedException {
        if (opened.isDone() && !opened.isCompletedExceptionally()) {
            partitions.close(brokerEpoch);
        } else {
            partitions.abandon();
        }
    }

    @Override
    public void onImage(ClusterImage before, ClusterImage after, ImageDelta delta) {
        if (started) {
            partitions.service().keeper().changed(after, delta);
            return;
        }
        started = true;
        partitions.start(after).whenComplete((done, failure) -> {
            if (failure == null) {
                opened.complete(null);
            } else {
                opened.completeExceptionally(failure);
            }
        });
    }
}
