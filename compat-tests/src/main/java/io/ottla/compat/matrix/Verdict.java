package io.ottla.compat.matrix;

/** What became of one cell of the matrix. */
public enum Verdict {
    PASS,
    FAIL,

    /** Not tried: what it needs is not there, or the client has no such thing. The note says why. */
    SKIPPED
}
