package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.FieldType;
import io.ottla.wire.codegen.spec.FieldType.Primitive;
import io.ottla.wire.codegen.spec.SpecException;

/** The default of a field as a Java expression, and the test for any other value. */
final class Defaults {
    private Defaults() {}

    /**
     * The value a field is born with. A struct that is never null is born null: it is made when it is first asked for,
     * and stands for the struct's default until then.
     */
    static String expression(FieldSpec field) {
        if (field.defaultsToNull()) {
            if (field.versions().intersect(field.nullableVersions()).isEmpty()) {
                throw new SpecException(field.name() + ": defaults to null, but may not be null");
            }
            return "null";
        }
        return switch (field.type()) {
            case Primitive primitive -> primitive(field, primitive);
            case FieldType.Struct struct -> {
                requireNoText(field);
                yield field.isEverNull() ? "new " + struct.name() + "()" : "null";
            }
            case FieldType.Array array -> {
                requireNoText(field);
                yield "new ArrayList<>()";
            }
        };
    }

    private static String primitive(FieldSpec field, Primitive type) {
        String text = field.defaultText();
        return switch (type) {
            case BOOL -> Boolean.toString(Boolean.parseBoolean(text));
            case INT8, INT16, UINT16, INT32 -> Long.toString(number(field));
            case UINT32, INT64 -> number(field) + "L";
            case FLOAT64 -> Double.toString(text.isEmpty() ? 0.0 : Double.parseDouble(text));
            case STRING -> "\"" + text + "\"";
            case UUID -> {
                requireNoText(field);
                yield "Uuid.ZERO";
            }
            case BYTES -> {
                requireNoText(field);
                yield "Bytes.EMPTY";
            }
            case RECORDS -> field.isEverNull() ? "null" : "BufferRecords.EMPTY";
        };
    }

    /** The test for a value that is not the default. It is false for a struct that was never asked for. */
    static String isSet(FieldSpec field) {
        String value = "this." + field.name();
        if (expression(field).equals("null")) {
            boolean lazy = field.isStruct() && !field.isEverNull();
            return value + " != null" + (lazy ? " && !" + value + ".equals(" + field.structName() + ".DEFAULT)" : "");
        }
        String orNull = field.isEverNull() ? value + " == null || " : "";
        return switch (field.type()) {
            case Primitive primitive ->
                switch (primitive) {
                    case BOOL -> (field.defaultText().equals("true") ? "!" : "") + value;
                    case STRING, UUID -> orNull + "!" + value + ".equals(" + expression(field) + ")";
                    case BYTES -> orNull + value + ".hasRemaining()";
                    case RECORDS -> value + ".sizeInBytes() > 0";
                    default -> value + " != " + expression(field);
                };
            case FieldType.Struct struct -> orNull + "!" + value + ".equals(" + struct.name() + ".DEFAULT)";
            case FieldType.Array array -> orNull + "!" + value + ".isEmpty()";
        };
    }

    private static long number(FieldSpec field) {
        String text = field.defaultText();
        try {
            return text.isEmpty() ? 0 : Long.decode(text);
        } catch (NumberFormatException e) {
            throw new SpecException(field.name() + ": the default is no number: " + text, e);
        }
    }

    private static void requireNoText(FieldSpec field) {
        if (!field.defaultText().isEmpty()) {
            throw new SpecException(field.name() + ": cannot have the default " + field.defaultText());
        }
    }
}
