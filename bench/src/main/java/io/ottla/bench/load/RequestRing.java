package io.ottla.bench.load;

import java.nio.ByteBuffer;

/**
 * Copies of one request, side by side in one buffer off the heap, so that all that are due go out in one write without
 * being copied. Request number n lies in slot n modulo the number of slots; a slot is free again when its request is
 * answered, or, if it gets no answer, when it is written.
 */
final class RequestRing {
    private final ByteBuffer bytes;
    /** The same bytes, with position and limit of its own. */
    private final ByteBuffer outgoing;

    private final int slots;
    private final int requestSize;

    RequestRing(ByteBuffer request, int slots) {
        this.slots = slots;
        this.requestSize = request.remaining();
        this.bytes = ByteBuffer.allocateDirect(Math.multiplyExact(slots, requestSize));
        for (int i = 0; i < slots; i++) {
            bytes.put(i * requestSize, request, request.position(), requestSize);
        }
        this.outgoing = bytes.duplicate();
    }

    int slots() {
        return slots;
    }

    int requestSize() {
        return requestSize;
    }

    /** To patch requests in; positions are absolute. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Where request number {@code sequence} begins. */
    int slotOf(long sequence) {
        return (int) (sequence % slots) * requestSize;
    }

    /**
     * The bytes from stream position {@code from} up to {@code to}, or as many of them as lie in one piece; position and
     * limit of the buffer say which.
     */
    ByteBuffer stretch(long from, long to) {
        int start = (int) (from % bytes.capacity());
        int end = (int) Math.min(bytes.capacity(), start + (to - from));
        return outgoing.limit(end).position(start);
    }
}
