package io.ottla.broker.api.produce;

import io.ottla.broker.partition.AppendReply;
import io.ottla.broker.transaction.ClientProtocol;
import io.ottla.wire.api.ErrorCode;
import java.util.List;

/**
 * What a producer is told when its batch was not let into a transaction. That nobody could tell now whether it belongs there is
 * told in an error which makes every client send the batch again without fetching metadata anew.
 */
final class GuardRefusals {
    private GuardRefusals() {}

    static AppendReply reply(ErrorCode error, ClientProtocol protocol) {
        return switch (error) {
            case INVALID_TXN_STATE -> withMessage(error, "Partition was not added to the transaction");
            case NETWORK_EXCEPTION, COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR ->
                comeAgain(error);
            case CONCURRENT_TRANSACTIONS ->
                protocol == ClientProtocol.ADDS_IMPLICITLY ? AppendReply.refused(error) : comeAgain(error);
            default -> AppendReply.refused(error);
        };
    }

    private static AppendReply comeAgain(ErrorCode error) {
        return withMessage(
                ErrorCode.NOT_ENOUGH_REPLICAS,
                "Unable to verify the partition has been added to the transaction. Underlying error: " + error);
    }

    private static AppendReply withMessage(ErrorCode error, String message) {
        return new AppendReply.Refused(error, AppendReply.NONE, message, List.of());
    }
}
