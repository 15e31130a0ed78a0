package io.ottla.wire.codegen.spec;

import java.util.List;

/**
 * The fields of a message, or of a struct within one.
 *
 * @param versions the versions of the message in which the struct can occur
 */
public record StructSpec(String name, Versions versions, List<FieldSpec> fields) {
    public StructSpec {
        fields = List.copyOf(fields);
        long tags = fields.stream().filter(field -> field.tag() >= 0).count();
        long distinct = fields.stream()
                .mapToInt(FieldSpec::tag)
                .filter(tag -> tag >= 0)
                .distinct()
                .count();
        if (tags != distinct) {
            throw new SpecException(name + ": two fields with one tag");
        }
        if (fields.stream().map(FieldSpec::name).distinct().count() != fields.size()) {
            throw new SpecException(name + ": two fields of one name");
        }
    }
}
