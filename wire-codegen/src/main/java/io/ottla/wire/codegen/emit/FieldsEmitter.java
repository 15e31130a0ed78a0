package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.FieldType.Primitive;
import io.ottla.wire.codegen.spec.Versions;

/** Fields, the constructor that sets their defaults, getters and setters. */
final class FieldsEmitter {
    private final Scope scope;
    private final CodeWriter out;

    FieldsEmitter(Scope scope, CodeWriter out) {
        this.scope = scope;
        this.out = out;
    }

    void emitFieldsAndConstructor() {
        for (FieldSpec field : scope.struct().fields()) {
            out.line("private %s %s;", JavaNames.type(field.type()), field.name());
        }
        out.line("private List<RawTaggedField> unknownTaggedFields = List.of();");
        out.blank().line("/** Every field at its default. */");
        out.open("public %s()", scope.className());
        for (FieldSpec field : scope.struct().fields()) {
            out.line("this.%s = %s;", field.name(), Defaults.expression(field));
        }
        out.close();
    }

    void emitAccessors() {
        for (FieldSpec field : scope.struct().fields()) {
            getter(field);
            setter(field);
        }
        out.blank().line("/** Tagged fields that the specs do not know, in order of their tags. */");
        out.open("public List<RawTaggedField> unknownTaggedFields()")
                .line("return this.unknownTaggedFields;")
                .close();
        out.blank().open("public %s unknownTaggedFields(List<RawTaggedField> value)", scope.className());
        out.line("this.unknownTaggedFields = Objects.requireNonNull(value, \"unknownTaggedFields\");");
        out.line("return this;").close();
    }

    private void getter(FieldSpec field) {
        out.blank().line("/** %s. */", describe(field));
        out.open("public %s %s()", JavaNames.type(field.type()), field.name());
        if (field.isStruct() && !field.isEverNull()) {
            out.open("if (this.%s == null)", field.name());
            out.line("this.%s = new %s();", field.name(), field.structName());
            out.close();
        }
        out.line("return this.%s;", field.name()).close();
    }

    private void setter(FieldSpec field) {
        String name = field.name();
        out.blank().open("public %s %s(%s value)", scope.className(), name, JavaNames.type(field.type()));
        if (field.type() == Primitive.UINT16 || field.type() == Primitive.UINT32) {
            long max = field.type() == Primitive.UINT16 ? 0xffffL : 0xffffffffL;
            out.open("if (value < 0 || value > %dL)", max);
            out.line("throw new IllegalArgumentException(\"%s: \" + value);", name);
            out.close();
        }
        if (JavaNames.isJavaPrimitive(field.type()) || field.isEverNull()) {
            out.line("this.%s = value;", name);
        } else {
            out.line("this.%s = Objects.requireNonNull(value, \"%s\");", name, name);
        }
        out.line("return this;").close();
    }

    /** What the spec says about where the field exists: the one thing a caller cannot see from its type. */
    private String describe(FieldSpec field) {
        StringBuilder text = new StringBuilder();
        Versions all = scope.message().validVersions();
        Versions versions = field.versions().intersect(all);
        text.append(versions.equals(all) ? "In every version" : "In versions " + versions);
        if (field.tag() >= 0) {
            text.append(", tagged");
        }
        Versions nullable = field.nullableVersions().intersect(versions);
        if (!nullable.isEmpty()) {
            text.append(nullable.equals(versions) ? ", or null" : ", in " + nullable + " or null");
        }
        if (field.ignorable()) {
            text.append(", dropped from others");
        }
        return text.toString();
    }
}
