package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.FieldType.Primitive;
import io.ottla.wire.codegen.spec.MessageSpec;
import io.ottla.wire.codegen.spec.StructSpec;

/** The method that counts the record data outside memory; only in the few messages that carry records. */
final class ExternalSizeEmitter {
    private final Scope scope;
    private final CodeWriter out;

    ExternalSizeEmitter(Scope scope, CodeWriter out) {
        this.scope = scope;
        this.out = out;
    }

    static boolean carriesRecords(Scope scope) {
        return carriesRecords(scope.message(), scope.struct());
    }

    void emit() {
        if (!carriesRecords(scope)) {
            return;
        }
        out.blank().open("private int externalIn(int version)");
        out.line("int size = 0;");
        for (FieldSpec field : scope.struct().fields()) {
            if (carriesRecords(scope.message(), field)) {
                out.when(Condition.in(scope.positional(field), scope.versions()), () -> field(field));
            }
        }
        out.line("return size;").close();
    }

    private void field(FieldSpec field) {
        String name = field.name();
        if (field.type() == Primitive.RECORDS) {
            out.line("size += Sizes.external(this.%s);", name);
            return;
        }
        out.open("if (this.%s != null)", name);
        if (field.isStruct()) {
            out.line("size += this.%s.externalIn(version);", name);
        } else {
            out.open("for (int index = 0; index < this.%s.size(); index++)", name);
            out.line("size += this.%s.get(index).externalIn(version);", name);
            out.close();
        }
        out.close();
    }

    private static boolean carriesRecords(MessageSpec message, StructSpec struct) {
        return struct.fields().stream().anyMatch(field -> carriesRecords(message, field));
    }

    private static boolean carriesRecords(MessageSpec message, FieldSpec field) {
        if (field.isStruct() || field.isStructArray()) {
            return carriesRecords(message, message.struct(field.structName()));
        }
        return field.type() == Primitive.RECORDS;
    }
}
