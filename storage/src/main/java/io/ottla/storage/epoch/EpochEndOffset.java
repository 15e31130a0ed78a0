package io.ottla.storage.epoch;

/** Where an epoch ended: the answer to a question for the end of an epoch (KIP-101, KIP-279). */
public record EpochEndOffset(int epoch, long endOffset) {
    /** The log cannot tell. */
    public static final EpochEndOffset UNDEFINED = new EpochEndOffset(-1, -1L);

    public boolean isDefined() {
        return endOffset != UNDEFINED.endOffset;
    }
}
