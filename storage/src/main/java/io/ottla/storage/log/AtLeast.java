package io.ottla.storage.log;

/** What a read gives that is allowed fewer bytes than the first batch has. */
public enum AtLeast {
    /** The first batch, whole (KIP-74): whoever asks could not go on otherwise. */
    ONE_BATCH,
    /** Nothing. */
    NOTHING
}
