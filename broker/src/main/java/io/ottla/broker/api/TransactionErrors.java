package io.ottla.broker.api;

import io.ottla.wire.api.ErrorCode;

/** Errors of transaction coordinators, in words that the client knows. */
public final class TransactionErrors {
    private TransactionErrors() {}

    /**
     * Clients of earlier versions take a producer whose epoch is not valid for a fenced one.
     *
     * @param firstWithFenced the API's first version of which the clients know {@code PRODUCER_FENCED}
     */
    public static ErrorCode told(ErrorCode error, short apiVersion, int firstWithFenced) {
        return error == ErrorCode.PRODUCER_FENCED && apiVersion < firstWithFenced
                ? ErrorCode.INVALID_PRODUCER_EPOCH
                : error;
    }
}
