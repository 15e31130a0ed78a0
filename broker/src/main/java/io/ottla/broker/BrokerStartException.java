package io.ottla.broker;

/** A broker could not start. The message says why, in one line. */
public final class BrokerStartException extends RuntimeException {
    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
