package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.FieldType;
import io.ottla.wire.codegen.spec.FieldType.Primitive;
import io.ottla.wire.codegen.spec.Versions;

/** The methods that count bytes. They never fail: what may not be written is found out by writing it. */
final class SizeEmitter {
    private final Scope scope;
    private final CodeWriter out;

    SizeEmitter(Scope scope, CodeWriter out) {
        this.scope = scope;
        this.out = out;
    }

    void emit() {
        out.blank().open("private int bytesIn(int version)");
        scope.declareFlexible(out);
        out.line("int size = %d;", alwaysFixed());
        for (FieldSpec field : scope.struct().fields()) {
            Versions at = scope.positional(field);
            Condition present = Condition.in(at, scope.versions());
            if (present.isAlways() && isFixed(field)) {
                continue;
            }
            out.when(present, () -> positional(field, at));
        }
        out.when(new Condition(scope.flexibleText()), this::tags);
        out.line("return size;");
        out.close();
        scope.structArrays().forEach(this::listSize);
    }

    /** The bytes of the fields that are there, at one size, in every version. */
    private int alwaysFixed() {
        return scope.struct().fields().stream()
                .filter(field -> isFixed(field)
                        && Condition.in(scope.positional(field), scope.versions())
                                .isAlways())
                .mapToInt(field -> ((Primitive) field.type()).fixedSize())
                .sum();
    }

    private static boolean isFixed(FieldSpec field) {
        return field.type() instanceof Primitive primitive && primitive.isFixedSize();
    }

    private void positional(FieldSpec field, Versions at) {
        if (!field.isStruct()) {
            out.line("size += %s;", payload(scope, field));
            return;
        }
        Condition nullable = Condition.in(field.nullableVersions(), at);
        out.when(nullable, () -> out.line("size++;"));
        if (field.isEverNull()) {
            out.open("if (this.%s != null)", field.name());
            out.line("size += this.%s.bytesIn(version);", field.name());
            out.close();
        } else {
            out.line("size += %s.bytesIn(version);", orDefault(field));
        }
    }

    private void tags() {
        out.line("int tags = this.unknownTaggedFields.size();");
        for (FieldSpec field : scope.taggedFields()) {
            Versions flexible = scope.message().flexibleVersions().intersect(scope.versions());
            out.when(Condition.in(scope.tagged(field), flexible), () -> {
                out.open("if (%s)", Defaults.isSet(field));
                out.line("tags++;");
                out.line("size += Sizes.tagged(%d, %s);", field.tag(), taggedPayload(scope, field));
                out.close();
            });
        }
        out.line("size += Varint.sizeOfUnsigned(tags) + Sizes.unknownTags(this.unknownTaggedFields);");
    }

    private void listSize(FieldSpec field) {
        out.blank().open("private int bytesIn%s(int version)", JavaNames.capitalised(field));
        scope.declareFlexible(out);
        out.line("int size = Sizes.listPrefix(%s, this.%s);", scope.compact(field), field.name());
        if (field.isEverNull()) {
            out.open("if (this.%s != null)", field.name());
        }
        out.open("for (int index = 0; index < this.%s.size(); index++)", field.name());
        out.line("size += this.%s.get(index).bytesIn(version);", field.name());
        out.close();
        if (field.isEverNull()) {
            out.close();
        }
        out.line("return size;");
        out.close();
    }

    /** The size of a field's value, length included; structs apart. */
    static String payload(Scope scope, FieldSpec field) {
        String value = "this." + field.name();
        String compact = scope.compact(field);
        return switch (field.type()) {
            case Primitive primitive ->
                switch (primitive) {
                    case STRING -> "Sizes.string(%s, %s)".formatted(compact, value);
                    case BYTES -> "Sizes.bytes(%s, %s)".formatted(compact, value);
                    case RECORDS -> "Sizes.records(%s, %s)".formatted(compact, value);
                    default -> Integer.toString(primitive.fixedSize());
                };
            case FieldType.Array array -> listPayload(scope, field, array.element());
            case FieldType.Struct struct -> throw new IllegalArgumentException(field.name() + " is a struct");
        };
    }

    private static String listPayload(Scope scope, FieldSpec field, FieldType element) {
        if (element instanceof FieldType.Struct) {
            return "bytesIn" + JavaNames.capitalised(field) + "(version)";
        }
        String arguments = scope.compact(field) + ", this." + field.name();
        return element instanceof Primitive primitive && primitive.isFixedSize()
                ? "Sizes.fixedList(%s, %d)".formatted(arguments, primitive.fixedSize())
                : "Sizes.stringList(%s)".formatted(arguments);
    }

    /** The size of a tagged field's value; a struct that may be null has a varint in front. */
    static String taggedPayload(Scope scope, FieldSpec field) {
        if (!field.isStruct()) {
            return payload(scope, field);
        }
        String value = "this." + field.name();
        return field.isEverNull()
                ? "%s == null ? 1 : 1 + %s.bytesIn(version)".formatted(value, value)
                : value + ".bytesIn(version)";
    }

    /** A struct field that is never null, or the default where it was never asked for. */
    static String orDefault(FieldSpec field) {
        return "(this.%s == null ? %s.DEFAULT : this.%s)".formatted(field.name(), field.structName(), field.name());
    }
}
