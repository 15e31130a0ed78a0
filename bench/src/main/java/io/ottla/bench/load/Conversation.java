package io.ottla.bench.load;

import java.nio.ByteBuffer;

/** What one connection sends, and what it makes of the answers. */
public interface Conversation {
    /** The request that is sent over and over. */
    ByteBuffer request();

    /** Makes the copy of the request that begins at {@code position} of {@code bytes} request number {@code sequence}. */
    void patch(ByteBuffer bytes, int position, long sequence);

    /** Takes the answer to request number {@code sequence}: from position to limit, without the length in front. */
    void answered(ByteBuffer answer, long sequence, Tally tally);

    /** Whether requests are answered at all; if not, {@link #sent} is told of each that is written. */
    boolean isAnswered();

    /** A request that gets no answer was written. */
    void sent(Tally tally);

    /** Whether there is nothing left to ask for. */
    boolean isFinished();
}
