package io.ottla.controller;

import io.ottla.controller.decide.Command;
import io.ottla.controller.image.ClusterImage;
import java.util.SortedMap;

/**
 * A running controller: one thread that owns the metadata log, the quorum and the newest image. All methods may be called
 * from any thread, and none of them waits, except {@link #close}.
 */
public interface Controller extends AutoCloseable {

    /**
     * Has {@code command} decided, after all that were submitted before it by the same thread. The reply comes when what
     * was decided is on disk, committed, and in {@link #image}; or when it was refused.
     */
    <R> void submit(Command<R> command, Reply<R> reply);

    /** All that is committed. Never goes back. */
    ClusterImage image();

    /**
     * Has {@code listener} told of every change of {@link #image} from now on; first of all that there is. A listener is
     * told before the replies to the commands that made the change are released.
     */
    void addListener(ImageListener listener);

    /** Who leads the quorum, and how far its voters have come. */
    QuorumInfo quorum();

    /**
     * The levels of the features that hold here, as clients are told: {@code kraft.version} is among them, those of level
     * 0 are not. They are of the epoch {@code image().applied().offset()}.
     */
    SortedMap<String, Short> finalizedFeatures();

    /**
     * Finishes what was submitted, and closes the log. Commands that come later are refused. Returns when the thread has
     * ended.
     */
    @Override
    void close();
}
