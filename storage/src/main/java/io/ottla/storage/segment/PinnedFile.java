package io.ottla.storage.segment;

import io.ottla.storage.disk.DiskFile;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file that stays open as long as somebody holds on to it: its owner, slices of it that are on their way to a
 * client, a flush in the background. Whoever lets go last closes it. This is the one thing of a log that other threads
 * touch, hence the atomic count.
 */
public final class PinnedFile {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedFile.class);

    private final DiskFile file;
    private final String name;
    private final AtomicInteger holders = new AtomicInteger(1);

    PinnedFile(DiskFile file, String name) {
        this.file = file;
        this.name = name;
    }

    public DiskFile file() {
        return file;
    }

    /** Holds on to the file once more. Only for those who hold it already. */
    public PinnedFile pin() {
        if (holders.getAndIncrement() <= 0) {
            throw new IllegalStateException(name + " was closed");
        }
        return this;
    }

    /** Lets go; from any thread, once for each hold. */
    public void unpin() {
        int left = holders.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException(name + " was let go once too often");
        }
        if (left == 0) {
            try {
                file.close();
            } catch (IOException failure) {
                LOG.warn("Closing {} failed: {}", name, failure.getMessage());
            }
        }
    }
}
