package io.ottla.wire.io;

/** A message with an id of its own: the API's for a request or response, the record type's for a record. */
public interface ApiMessage extends Message {
    /** The API's or record type's id. */
    short apiKey();
}
