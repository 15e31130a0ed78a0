package io.ottla.wire.batch;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One record of a batch.
 *
 * @param key its bytes, or null
 * @param value its bytes, or null: on a compacted topic, the key's end
 */
public record BatchRecord(long offset, long timestamp, ByteBuffer key, ByteBuffer value, List<RecordHeader> headers) {}
