package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.FieldType.Primitive;
import io.ottla.wire.codegen.spec.Versions;

/** The constructor that reads, and the methods it uses for lists of structs. */
final class ReadEmitter {
    private final Scope scope;
    private final CodeWriter out;

    ReadEmitter(Scope scope, CodeWriter out) {
        this.scope = scope;
        this.out = out;
    }

    void emit() {
        out.blank().open("private %s(WireReader in, int version)", scope.className());
        scope.declareFlexible(out);
        for (FieldSpec field : scope.struct().fields()) {
            Versions positional = scope.positional(field);
            out.choose(
                    Condition.in(positional, scope.versions()),
                    () -> out.line("this.%s = %s;", field.name(), expression(field, positional, false)),
                    () -> out.line("this.%s = %s;", field.name(), Defaults.expression(field)));
        }
        out.when(flexibleVariable(), this::tags);
        out.close();
        scope.structArrays().forEach(this::listReader);
    }

    /** The value declared by {@link Scope#declareFlexible}, or the constant it would have been. */
    private Condition flexibleVariable() {
        return new Condition(scope.flexibleText());
    }

    private void tags() {
        out.open("for (int left = in.readUnsignedVarint(); left != 0; left--)");
        out.line("int tag = in.readUnsignedVarint();");
        if (scope.taggedFields().isEmpty()) {
            out.line("this.unknownTaggedFields = in.readUnknownTag(this.unknownTaggedFields, tag);");
            out.close();
            return;
        }
        out.open("switch (tag)");
        scope.taggedFields().forEach(this::tag);
        out.line("default -> this.unknownTaggedFields = in.readUnknownTag(this.unknownTaggedFields, tag);");
        out.close();
        out.close();
    }

    private void tag(FieldSpec field) {
        out.open("case %d ->", field.tag());
        Versions flexible = scope.message().flexibleVersions().intersect(scope.versions());
        Versions tagged = scope.tagged(field);
        out.choose(
                Condition.in(tagged, flexible),
                () -> {
                    out.line("int end = in.beginTag(\"%s\");", field.name());
                    out.line("this.%s = %s;", field.name(), expression(field, tagged, true));
                    out.line("in.endTag(end, \"%s\");", field.name());
                },
                () -> out.line("throw in.misplacedTag(\"%s\", version);", field.name()));
        out.close();
    }

    private String expression(FieldSpec field, Versions at, boolean tagged) {
        if (field.isStruct()) {
            return struct(field, at, tagged);
        }
        if (field.isStructArray()) {
            return "read" + JavaNames.capitalised(field) + "(in, version)";
        }
        String method = "in.read" + JavaNames.codec(field.type());
        if (field.type() instanceof Primitive primitive && primitive.isFixedSize()) {
            return method + "()";
        }
        return "%s(%s, %s, \"%s\")".formatted(method, scope.compact(field), scope.nullable(field, at), field.name());
    }

    /** Null is a negative byte in front of the struct, or, in a tagged field, a varint of zero. */
    private String struct(FieldSpec field, Versions at, boolean tagged) {
        String read = "new " + field.structName() + "(in, version)";
        Condition nullable = Condition.in(field.nullableVersions(), at);
        if (nullable.isNever()) {
            return read;
        }
        String isNull = tagged ? "in.readUnsignedVarint() <= 0" : "in.readInt8() < 0";
        return nullable.and(isNull) + " ? null : " + read;
    }

    private void listReader(FieldSpec field) {
        String element = field.structName();
        out.blank().open("private static List<%s> read%s(WireReader in, int version)", element, name(field));
        scope.declareFlexible(out);
        Versions at = field.versions().intersect(scope.versions());
        out.line(
                "int count = in.readCount(%s, %s, \"%s\");",
                scope.compact(field), scope.nullable(field, at), field.name());
        if (field.isEverNull()) {
            out.open("if (count < 0)").line("return null;").close();
        }
        out.line("List<%s> list = new ArrayList<>(count);", element);
        out.open("for (int index = 0; index < count; index++)");
        out.line("list.add(new %s(in, version));", element);
        out.close();
        out.line("return list;");
        out.close();
    }

    private static String name(FieldSpec field) {
        return JavaNames.capitalised(field);
    }
}
