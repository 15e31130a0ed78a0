package io.ottla.wire.batch;

import java.nio.ByteBuffer;

/**
 * One header of a record.
 *
 * @param value its bytes, or null
 */
public record RecordHeader(String key, ByteBuffer value) {}
