package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;

/** Whoever takes the frames of a connection; called on its I/O loop. */
interface FrameSink {
    /** Whether another frame may begin. Once it answered no, the reader waits until it is told to resume. */
    boolean wantsFrames();

    /** Memory was set aside for the frame being read, or given back when {@code bytes} is negative. */
    void reserved(int bytes);

    /** A frame is whole. The buffer, and the memory reserved for it, now belong to the sink. */
    void frame(ByteBuf frame);

    /** The connection sends something that is no frame; nothing more will be read. */
    void badFrame(String why);
}
