package io.ottla.wire.codegen.spec;

import java.util.Locale;

/** The type of a field as the specs name it: {@code int32}, {@code []string}, {@code []TopicData}. */
public sealed interface FieldType {

    /** The types every message shares. */
    enum Primitive implements FieldType {
        BOOL(1),
        INT8(1),
        INT16(2),
        UINT16(2),
        INT32(4),
        UINT32(4),
        INT64(8),
        FLOAT64(8),
        UUID(16),
        STRING(-1),
        BYTES(-1),
        RECORDS(-1);

        private final int fixedSize;

        Primitive(int fixedSize) {
            this.fixedSize = fixedSize;
        }

        /** Encoded bytes, or -1 where it depends on the value. */
        public int fixedSize() {
            return fixedSize;
        }

        public boolean isFixedSize() {
            return fixedSize > 0;
        }

        @Override
        public boolean canBeNull() {
            return !isFixedSize();
        }

        static Primitive named(String name) {
            for (Primitive type : values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return type;
                }
            }
            return null;
        }
    }

    /** A struct of the same message, by its name. */
    record Struct(String name) implements FieldType {
        @Override
        public boolean canBeNull() {
            return true;
        }
    }

    /** A list; the specs have no lists of lists. */
    record Array(FieldType element) implements FieldType {
        @Override
        public boolean canBeNull() {
            return true;
        }
    }

    /** Whether a value of this type has an encoding for null. */
    boolean canBeNull();

    /** Reads a type as the specs write it. */
    static FieldType parse(String text) {
        if (text.startsWith("[]")) {
            FieldType element = parse(text.substring(2));
            if (element instanceof Array || element == Primitive.RECORDS || element == Primitive.BYTES) {
                throw new SpecException("no such list: " + text);
            }
            return new Array(element);
        }
        Primitive primitive = Primitive.named(text);
        if (primitive != null) {
            return primitive;
        }
        if (text.isEmpty() || !Character.isUpperCase(text.charAt(0))) {
            throw new SpecException("unknown type \"" + text + "\"");
        }
        return new Struct(text);
    }
}
