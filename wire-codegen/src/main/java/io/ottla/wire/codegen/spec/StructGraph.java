package io.ottla.wire.codegen.spec;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which struct holds which. The specs allow no cycles, and generated readers rely on that: it is what bounds how deep
 * hostile bytes can make them recurse.
 */
final class StructGraph {
    private StructGraph() {}

    /** Fails if a struct is missing, or contains itself. */
    static void check(MessageSpec spec) {
        visit(spec, spec.top(), new ArrayDeque<>());
        spec.structs().forEach(struct -> visit(spec, struct, new ArrayDeque<>()));
    }

    private static void visit(MessageSpec spec, StructSpec struct, Deque<String> path) {
        if (path.contains(struct.name())) {
            throw new SpecException("struct " + struct.name() + " contains itself");
        }
        path.push(struct.name());
        for (FieldSpec field : struct.fields()) {
            if (field.isStruct() || field.isStructArray()) {
                visit(spec, spec.struct(field.structName()), path);
            }
        }
        path.pop();
    }
}
