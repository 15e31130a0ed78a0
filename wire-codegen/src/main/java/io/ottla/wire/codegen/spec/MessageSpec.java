package io.ottla.wire.codegen.spec;

import java.util.List;
import java.util.OptionalInt;

/**
 * One spec file.
 *
 * @param fileName the file it came from
 * @param apiKey the id of the API or of the record type, where it has one
 * @param validVersions the versions that exist; {@link Versions#NONE} for what was withdrawn
 * @param flexibleVersions those with compact encodings and tagged fields
 * @param latestVersionUnstable whether the highest version is still being worked on
 * @param listeners the listeners that offer a request: {@code broker}, {@code controller}
 * @param top the message's own fields
 * @param structs every struct it uses, in the order they are met
 */
public record MessageSpec(
        String fileName,
        OptionalInt apiKey,
        Kind kind,
        Versions validVersions,
        Versions flexibleVersions,
        boolean latestVersionUnstable,
        List<String> listeners,
        StructSpec top,
        List<StructSpec> structs) {

    /** What a spec describes. */
    public enum Kind {
        REQUEST,
        RESPONSE,
        HEADER,
        /** A record of the metadata log or of remote storage. */
        METADATA,
        COORDINATOR_KEY,
        COORDINATOR_VALUE,
        DATA
    }

    public MessageSpec {
        listeners = List.copyOf(listeners);
        structs = List.copyOf(structs);
    }

    public String name() {
        return top.name();
    }

    public StructSpec struct(String name) {
        return structs.stream()
                .filter(struct -> struct.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SpecException(name() + ": no struct " + name));
    }
}
