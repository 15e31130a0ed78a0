package io.ottla.wire.io;

/**
 * A message in memory, which can be written in any of its versions. All of these are generated from the specs of the
 * reference, together with a {@code static read(WireReader in, int version)}.
 *
 * <p>Messages are mutable and belong to one thread at a time.
 */
public interface Message {
    /** The bytes that {@link #write} produces, those of record data outside memory included. */
    int size(int version);

    /**
     * Writes the message.
     *
     * @throws UnsupportedVersion if there is no such version, or a field is set that the version cannot carry
     * @throws IllegalStateException if a field is null, or too long, that may not be so in this version
     */
    void write(WireWriter out, int version);

    /** The part of {@link #size} that {@link #write} does not copy: record data that is not in memory. */
    default int externalSize(int version) {
        return 0;
    }

    /** The lowest version that exists. */
    int lowestVersion();

    /** The highest version that exists and is stable. */
    int highestVersion();
}
