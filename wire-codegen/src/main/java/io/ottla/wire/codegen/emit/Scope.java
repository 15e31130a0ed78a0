package io.ottla.wire.codegen.emit;

import io.ottla.wire.codegen.spec.FieldSpec;
import io.ottla.wire.codegen.spec.MessageSpec;
import io.ottla.wire.codegen.spec.StructSpec;
import io.ottla.wire.codegen.spec.Versions;
import java.util.Comparator;
import java.util.List;

/** The class being emitted, a message or one of its structs, and what its code may take for granted. */
record Scope(MessageSpec message, StructSpec struct) {

    Versions versions() {
        return struct.versions();
    }

    String className() {
        return struct.name();
    }

    Condition flexible() {
        return Condition.in(message.flexibleVersions(), versions());
    }

    /** Declares {@code flexible} where it depends on the version. */
    void declareFlexible(CodeWriter out) {
        if (!flexible().isAlways() && !flexible().isNever()) {
            out.line("boolean flexible = %s;", flexible().text());
        }
    }

    /** The expression for whether {@code field} is encoded compactly. */
    String compact(FieldSpec field) {
        if (field.flexible().isPresent()) {
            return Condition.in(field.flexible().get(), versions()).text();
        }
        return flexibleText();
    }

    String flexibleText() {
        Condition flexible = flexible();
        return flexible.isAlways() || flexible.isNever() ? flexible.text() : "flexible";
    }

    /** The versions in which {@code field} has its place among the others. */
    Versions positional(FieldSpec field) {
        return field.positionalVersions().intersect(versions());
    }

    Versions tagged(FieldSpec field) {
        return field.taggedVersions().intersect(versions());
    }

    /** The expression for whether {@code field} may be null, known to be in one of {@code at}. */
    String nullable(FieldSpec field, Versions at) {
        return Condition.in(field.nullableVersions(), at).text();
    }

    /** The fields that are tagged in some version, by tag. */
    List<FieldSpec> taggedFields() {
        return struct.fields().stream()
                .filter(field -> !tagged(field).isEmpty())
                .sorted(Comparator.comparingInt(FieldSpec::tag))
                .toList();
    }

    List<FieldSpec> structArrays() {
        return struct.fields().stream().filter(FieldSpec::isStructArray).toList();
    }
}
