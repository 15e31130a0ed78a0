package io.ottla.controller.placement;

/** The brokers there are do not allow for the replicas that were asked for. */
public final class PlacementException extends Exception {
    private static final long serialVersionUID = 1L;

    PlacementException(String message) {
        super(message, null, false, false);
    }
}
