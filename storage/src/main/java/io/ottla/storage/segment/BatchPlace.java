package io.ottla.storage.segment;

/**
 * Where in a segment's file a batch lies.
 *
 * @param position of the batch's first byte
 * @param endPosition of the first byte after it
 */
public record BatchPlace(int position, int endPosition, long baseOffset, long lastOffset) {}
