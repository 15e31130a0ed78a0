package io.ottla.broker.api.produce;

import io.ottla.broker.partition.AppendReply;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * Makes sure that a transactional batch belongs to a transaction that its coordinator knows of (KIP-890), before it is
 * appended.
 */
interface TransactionVerifier {
    /**
     * Why the batches of a transactional producer may not be appended; empty when they may.
     *
     * @param transactionalId the producer's, as the request states it
     */
    Optional<AppendReply> refuse(String transactionalId);

    /**
     * Where there is no transaction coordinator nothing can be verified. The producer is told to come again, in the words in
     * which the reference says that the coordinator cannot be reached: the error is one that makes clients retry without
     * fetching metadata anew.
     */
    static TransactionVerifier withoutCoordinator() {
        AppendReply refusal = new AppendReply.Refused(
                ErrorCode.NOT_ENOUGH_REPLICAS,
                AppendReply.NONE,
                "Unable to verify the partition has been added to the transaction. Underlying error: "
                        + ErrorCode.COORDINATOR_NOT_AVAILABLE,
                List.of());
        return transactionalId -> Optional.of(refusal);
    }
}
