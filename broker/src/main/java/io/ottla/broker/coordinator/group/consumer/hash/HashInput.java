package io.ottla.broker.coordinator.group.consumer.hash;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Gathers what is to be hashed. Numbers are little-endian; a text is its UTF-16 units and then the number of them. */
public final class HashInput {
    private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

    public HashInput putByte(byte value) {
        room(Byte.BYTES).put(value);
        return this;
    }

    public HashInput putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public HashInput putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public HashInput putText(String text) {
        ByteBuffer room = room(text.length() * Character.BYTES);
        for (int i = 0; i < text.length(); i++) {
            room.putChar(text.charAt(i));
        }
        return putInt(text.length());
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int capacity = Math.max(bytes.capacity() * 2, bytes.position() + length);
            ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    public long hash() {
        return Xxh3.hash(Arrays.copyOf(bytes.array(), bytes.position()));
    }
}
