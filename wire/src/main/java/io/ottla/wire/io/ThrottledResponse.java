package io.ottla.wire.io;

/** A response that can tell its client to wait before it asks again (KIP-219); most of them can. */
public interface ThrottledResponse extends ApiMessage {
    /** For how long the client is to wait, in milliseconds. */
    int throttleTimeMs();

    /** Not written in versions that have no place for it. */
    ThrottledResponse throttleTimeMs(int value);
}
