package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.FieldType;
import io.ottla.wire.codegen.spec.FieldType.Primitive;
import java.util.Locale;

/** How types, fields and ids are called in Java. */
final class JavaNames {
    private JavaNames() {}

    static String type(FieldType type) {
        return switch (type) {
            case Primitive primitive -> primitive(primitive);
            case FieldType.Struct struct -> struct.name();
            case FieldType.Array array -> "List<" + boxed(array.element()) + ">";
        };
    }

    static String boxed(FieldType type) {
        String name = type(type);
        return switch (name) {
            case "boolean" -> "Boolean";
            case "byte" -> "Byte";
            case "short" -> "Short";
            case "int" -> "Integer";
            case "long" -> "Long";
            case "double" -> "Double";
            default -> name;
        };
    }

    private static String primitive(Primitive type) {
        return switch (type) {
            case BOOL -> "boolean";
            case INT8 -> "byte";
            case INT16 -> "short";
            case UINT16, INT32 -> "int";
            case UINT32, INT64 -> "long";
            case FLOAT64 -> "double";
            case UUID -> "Uuid";
            case STRING -> "String";
            case BYTES -> "ByteBuffer";
            case RECORDS -> "Records";
        };
    }

    /** The part of the codec's method names that says the type: {@code readInt32}, {@code writeString}. */
    static String codec(FieldType type) {
        return switch (type) {
            case Primitive primitive ->
                switch (primitive) {
                    case BOOL -> "Bool";
                    case INT8 -> "Int8";
                    case INT16 -> "Int16";
                    case UINT16 -> "Uint16";
                    case INT32 -> "Int32";
                    case UINT32 -> "Uint32";
                    case INT64 -> "Int64";
                    case FLOAT64 -> "Float64";
                    case UUID -> "Uuid";
                    case STRING -> "String";
                    case BYTES -> "Bytes";
                    case RECORDS -> "Records";
                };
            case FieldType.Array array -> codec(array.element()) + "List";
            case FieldType.Struct struct -> throw new IllegalArgumentException(struct.name() + " is no primitive");
        };
    }

    static String capitalised(FieldSpec field) {
        return Character.toUpperCase(field.name().charAt(0)) + field.name().substring(1);
    }

    /** {@code OffsetForLeaderEpoch} becomes {@code OFFSET_FOR_LEADER_EPOCH}. */
    static String constant(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    /** Whether values of the type are compared with {@code ==}. */
    static boolean isJavaPrimitive(FieldType type) {
        return type instanceof Primitive primitive && primitive.isFixedSize() && primitive != Primitive.UUID;
    }
}
