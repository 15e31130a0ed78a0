package io.ottla.wire.io;

/**
 * Record data: batches one after the other, wherever they lie. The codec only ever counts them; whoever sends them knows
 * the implementations.
 */
public interface Records {
    int sizeInBytes();
}
