package io.ottla.storage.dirs;

/**
 * The data folders cannot be used as they are, and someone has to decide what to do. The message is one clear line for that
 * person; nothing was changed.
 */
public final class DataFolderException extends Exception {
    private static final long serialVersionUID = 1L;

    public DataFolderException(String message) {
        super(message);
    }

    public DataFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
