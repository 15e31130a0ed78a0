package io.ottla.wire.codegen.spec;

import java.util.Optional;

/**
 * One field of a message or struct.
 *
 * @param name the field's name in Java: the spec's, with a lower-case first letter
 * @param versions where the field exists at all
 * @param nullableVersions where it may be null
 * @param taggedVersions where it is a tagged field; the part of {@code versions} below is positional
 * @param tag its tag, or -1
 * @param flexible where a string or bytes field is encoded compactly, if that differs from the message's rule
 * @param defaultText the default as the spec writes it; empty for the type's own
 * @param ignorable whether a value that the version cannot carry is dropped in silence
 */
public record FieldSpec(
        String name,
        FieldType type,
        Versions versions,
        Versions nullableVersions,
        Versions taggedVersions,
        int tag,
        Optional<Versions> flexible,
        String defaultText,
        boolean ignorable) {

    public FieldSpec {
        if (!nullableVersions.isEmpty() && !type.canBeNull()) {
            throw new SpecException(name + ": a " + type + " cannot be null");
        }
        if ((tag >= 0) == taggedVersions.isEmpty()) {
            throw new SpecException(name + ": a tag and tagged versions come together");
        }
        if (!taggedVersions.isEmpty()
                && (taggedVersions.highest() != versions.highest() || !versions.containsAll(taggedVersions))) {
            throw new SpecException(name + ": tagged in " + taggedVersions + ", but exists in " + versions);
        }
    }

    /** Where the field has its place in the order of fields. */
    public Versions positionalVersions() {
        return taggedVersions.isEmpty() ? versions : versions.below(taggedVersions.lowest());
    }

    /** Whether null is a legal value in some version. */
    public boolean isEverNull() {
        return !nullableVersions.isEmpty();
    }

    /** Whether the default is null: only the text {@code "null"} says so, a JSON null means the type's own default. */
    public boolean defaultsToNull() {
        return defaultText.equals("null");
    }

    public boolean isStruct() {
        return type instanceof FieldType.Struct;
    }

    public boolean isStructArray() {
        return type instanceof FieldType.Array array && array.element() instanceof FieldType.Struct;
    }

    /** The struct that this field or its elements are of; only for those that are. */
    public String structName() {
        FieldType named = type instanceof FieldType.Array array ? array.element() : type;
        if (named instanceof FieldType.Struct struct) {
            return struct.name();
        }
        throw new IllegalStateException(name + " is no struct");
    }
}
