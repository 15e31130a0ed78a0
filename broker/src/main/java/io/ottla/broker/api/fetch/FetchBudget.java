package io.ottla.broker.api.fetch;

import io.ottla.storage.log.AtLeast;
import java.util.ArrayList;
import java.util.List;

/**
 * Shares a response's bytes out among the partitions, in their order. Until something was found, the next partition with
 * data gives one whole batch, however large, so that a consumer never gets stuck behind it (KIP-74).
 */
final class FetchBudget {
    private int bytesLeft;
    private boolean foundAny;

    FetchBudget(int maxBytes) {
        this.bytesLeft = Math.max(0, maxBytes);
    }

    int bytesLeft() {
        return bytesLeft;
    }

    AtLeast atLeast() {
        return foundAny ? AtLeast.NOTHING : AtLeast.ONE_BATCH;
    }

    void spend(int bytes) {
        foundAny |= bytes > 0;
        bytesLeft = Math.max(0, bytesLeft - bytes);
    }

    /**
     * Fits into one budget what several shards read, each within a budget of the same size but without knowing of the
     * others. What does not fit whole is left for the next request.
     */
    static List<FetchedRecords> fit(List<FetchedRecords> fetched, int maxBytes) {
        FetchBudget budget = new FetchBudget(maxBytes);
        List<FetchedRecords> fitting = new ArrayList<>(fetched.size());
        for (FetchedRecords partition : fetched) {
            boolean fits = partition.recordsSizeInBytes() <= budget.bytesLeft || !budget.foundAny;
            FetchedRecords kept = fits ? partition : partition.withoutRecords();
            budget.spend(kept.recordsSizeInBytes());
            fitting.add(kept);
        }
        return fitting;
    }
}
