package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.FieldType.Primitive;
import io.ottla.wire.codegen.spec.Versions;

/** The methods that write, and that refuse what the version cannot carry. */
final class WriteEmitter {
    private final Scope scope;
    private final CodeWriter out;

    WriteEmitter(Scope scope, CodeWriter out) {
        this.scope = scope;
        this.out = out;
    }

    void emit() {
        out.blank().open("private void writeTo(WireWriter out, int version)");
        scope.declareFlexible(out);
        for (FieldSpec field : scope.struct().fields()) {
            field(field);
        }
        out.choose(new Condition(scope.flexibleText()), this::tags, this::refuseUnknownTags);
        out.close();
        scope.structArrays().forEach(this::listWriter);
    }

    private void field(FieldSpec field) {
        Versions at = scope.positional(field);
        out.choose(
                Condition.in(at, scope.versions()),
                () -> value(field, at, false),
                // Where the field is tagged it is written further down.
                () -> out.when(
                        Condition.in(scope.tagged(field), scope.versions()).not(), () -> refuseIfSet(field)));
    }

    private void refuseIfSet(FieldSpec field) {
        if (field.ignorable()) {
            return;
        }
        out.open("if (%s)", Defaults.isSet(field));
        out.line("throw new UnsupportedFieldVersion(\"%s.%s\", version);", scope.className(), field.name());
        out.close();
    }

    private void refuseUnknownTags() {
        out.open("if (!this.unknownTaggedFields.isEmpty())");
        out.line("throw new UnsupportedFieldVersion(\"%s: tagged fields\", version);", scope.className());
        out.close();
    }

    private void tags() {
        Versions flexible = scope.message().flexibleVersions().intersect(scope.versions());
        out.line("int tags = this.unknownTaggedFields.size();");
        for (FieldSpec field : scope.taggedFields()) {
            out.when(Condition.in(scope.tagged(field), flexible), () -> {
                out.open("if (%s)", Defaults.isSet(field)).line("tags++;").close();
            });
        }
        out.line("out.writeUnsignedVarint(tags);");
        String from = "0";
        if (!scope.taggedFields().isEmpty()) {
            out.line("int unknown = 0;");
            from = "unknown";
        }
        for (FieldSpec field : scope.taggedFields()) {
            Versions tagged = scope.tagged(field);
            out.when(Condition.in(tagged, flexible), () -> {
                out.line("unknown = out.writeUnknownTags(this.unknownTaggedFields, unknown, %d);", field.tag());
                out.open("if (%s)", Defaults.isSet(field));
                out.line("out.beginTag(%d, %s);", field.tag(), SizeEmitter.taggedPayload(scope, field));
                value(field, tagged, true);
                out.close();
            });
        }
        out.line("out.writeUnknownTags(this.unknownTaggedFields, %s, Integer.MAX_VALUE);", from);
    }

    private void value(FieldSpec field, Versions at, boolean tagged) {
        String name = field.name();
        if (field.isStruct()) {
            struct(field, at, tagged);
        } else if (field.isStructArray()) {
            out.line("write%s(out, version);", JavaNames.capitalised(field));
        } else if (field.type() instanceof Primitive primitive && primitive.isFixedSize()) {
            out.line("out.write%s(this.%s);", JavaNames.codec(primitive), name);
        } else {
            out.line(
                    "out.write%s(%s, %s, this.%s, \"%s\");",
                    JavaNames.codec(field.type()), scope.compact(field), scope.nullable(field, at), name, name);
        }
    }

    private void struct(FieldSpec field, Versions at, boolean tagged) {
        String name = field.name();
        if (!field.isEverNull()) {
            out.line("%s.writeTo(out, version);", SizeEmitter.orDefault(field));
            return;
        }
        out.choose(
                Condition.in(field.nullableVersions(), at),
                () -> {
                    if (tagged) {
                        out.line("out.writeUnsignedVarint(this.%s == null ? 0 : 1);", name);
                    } else {
                        out.line("out.writeInt8((byte) (this.%s == null ? -1 : 1));", name);
                    }
                },
                () -> out.line("out.requirePresent(this.%s, \"%s\");", name, name));
        out.open("if (this.%s != null)", name);
        out.line("this.%s.writeTo(out, version);", name);
        out.close();
    }

    private void listWriter(FieldSpec field) {
        String name = field.name();
        out.blank().open("private void write%s(WireWriter out, int version)", JavaNames.capitalised(field));
        scope.declareFlexible(out);
        Versions at = field.versions().intersect(scope.versions());
        out.line(
                "out.writeCount(%s, %s, this.%s, \"%s\");",
                scope.compact(field), scope.nullable(field, at), name, name);
        if (field.isEverNull()) {
            out.open("if (this.%s != null)", name);
        }
        out.open("for (int index = 0; index < this.%s.size(); index++)", name);
        out.line("this.%s.get(index).writeTo(out, version);", name);
        out.close();
        if (field.isEverNull()) {
            out.close();
        }
        out.close();
    }
}
