package io.ottla.wire.batch;

import java.io.IOException;

/** A batch's records cannot be decompressed, or not to the end, or to more than is allowed. */
final class UnpackException extends IOException {
    private static final long serialVersionUID = 1L;

    UnpackException(String message) {
        super(message);
    }

    UnpackException(String message, Throwable cause) {
        super(message, cause);
    }
}
