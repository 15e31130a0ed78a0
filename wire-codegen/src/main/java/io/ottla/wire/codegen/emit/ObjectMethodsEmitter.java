package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.FieldType;
import io.ottla.wire.codegen.spec.FieldType.Primitive;
import java.util.List;

/** {@code equals}, {@code hashCode} and {@code toString}, all of them deep. */
final class ObjectMethodsEmitter {
    private final Scope scope;
    private final CodeWriter out;

    ObjectMethodsEmitter(Scope scope, CodeWriter out) {
        this.scope = scope;
        this.out = out;
    }

    void emit() {
        equalsMethod();
        hashCodeMethod();
        toStringMethod();
    }

    private List<FieldSpec> fields() {
        return scope.struct().fields();
    }

    private void equalsMethod() {
        out.blank().line("@Override").open("public boolean equals(Object other)");
        out.open("if (!(other instanceof %s that))", scope.className());
        out.line("return false;").close();
        for (FieldSpec field : fields()) {
            out.open("if (%s)", differs(field)).line("return false;").close();
        }
        out.line("return this.unknownTaggedFields.equals(that.unknownTaggedFields);");
        out.close();
    }

    private static String differs(FieldSpec field) {
        String name = field.name();
        if (field.type() == Primitive.FLOAT64) {
            return "Double.compare(this.%s, that.%s) != 0".formatted(name, name);
        }
        if (JavaNames.isJavaPrimitive(field.type())) {
            return "this.%s != that.%s".formatted(name, name);
        }
        return "!Objects.equals(%s, %s)".formatted(value("this", field), value("that", field));
    }

    private void hashCodeMethod() {
        out.blank().line("@Override").open("public int hashCode()");
        out.line("int hash = this.unknownTaggedFields.hashCode();");
        for (FieldSpec field : fields()) {
            String hash = JavaNames.isJavaPrimitive(field.type())
                    ? JavaNames.boxed(field.type()) + ".hashCode(this." + field.name() + ")"
                    : "Objects.hashCode(" + value("this", field) + ")";
            out.line("hash = 31 * hash + %s;", hash);
        }
        out.line("return hash;").close();
    }

    private void toStringMethod() {
        out.blank().line("@Override").open("public String toString()");
        out.line("StringBuilder text = new StringBuilder(\"%s(\");", scope.className());
        String separator = "";
        for (FieldSpec field : fields()) {
            String value = field.type() == Primitive.BYTES
                    ? "Bytes.describe(this." + field.name() + ")"
                    : value("this", field);
            out.line("text.append(\"%s%s=\").append(%s);", separator, field.name(), value);
            separator = ", ";
        }
        out.open("if (!this.unknownTaggedFields.isEmpty())");
        out.line("text.append(\", unknownTaggedFields=\").append(this.unknownTaggedFields);");
        out.close();
        out.line("return text.append(')').toString();").close();
    }

    /** A field of {@code owner}; a struct that was never asked for counts as its default. */
    private static String value(String owner, FieldSpec field) {
        String value = owner + "." + field.name();
        return field.type() instanceof FieldType.Struct struct && !field.isEverNull()
                ? "(%s == null ? %s.DEFAULT : %s)".formatted(value, struct.name(), value)
                : value;
    }
}
