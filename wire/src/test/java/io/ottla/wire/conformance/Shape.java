package io.ottla.wire.conformance;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.CompactArrayOf;
import org.apache.kafka.common.protocol.types.NullableSchema;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;

/** The fields of a struct in one version, from the reference's schema. */
public record Shape(List<Slot> slots, boolean flexible) {
    private static final Map<Type, Kind> KINDS = new HashMap<>();

    static {
        KINDS.put(Type.BOOLEAN, Kind.BOOL);
        KINDS.put(Type.INT8, Kind.INT8);
        KINDS.put(Type.INT16, Kind.INT16);
        KINDS.put(Type.UINT16, Kind.UINT16);
        KINDS.put(Type.INT32, Kind.INT32);
        KINDS.put(Type.UNSIGNED_INT32, Kind.UINT32);
        KINDS.put(Type.INT64, Kind.INT64);
        KINDS.put(Type.FLOAT64, Kind.FLOAT64);
        KINDS.put(Type.UUID, Kind.UUID);
        for (Type type :
                List.of(Type.STRING, Type.COMPACT_STRING, Type.NULLABLE_STRING, Type.COMPACT_NULLABLE_STRING)) {
            KINDS.put(type, Kind.STRING);
        }
        for (Type type : List.of(Type.BYTES, Type.COMPACT_BYTES, Type.NULLABLE_BYTES, Type.COMPACT_NULLABLE_BYTES)) {
            KINDS.put(type, Kind.BYTES);
        }
        for (Type type :
                List.of(Type.RECORDS, Type.COMPACT_RECORDS, Type.NULLABLE_RECORDS, Type.COMPACT_NULLABLE_RECORDS)) {
            KINDS.put(type, Kind.RECORDS);
        }
    }

    /** What a slot holds. */
    public enum Kind {
        BOOL,
        INT8,
        INT16,
        UINT16,
        INT32,
        UINT32,
        INT64,
        FLOAT64,
        UUID,
        STRING,
        BYTES,
        RECORDS,
        STRUCT,
        LIST
    }

    /**
     * One field.
     *
     * @param element the kind of a list's elements
     * @param struct the shape of the struct, or of the list's elements
     * @param tag the tag, or -1 for a field in its place
     */
    public record Slot(String name, Kind kind, boolean nullable, Kind element, Shape struct, int tag) {}

    static Shape of(Class<?> theirs, int version) {
        try {
            Schema[] schemas = (Schema[]) theirs.getField("SCHEMAS").get(null);
            return of(theirs, schemas[version]);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Shape of(Class<?> theirs, Schema schema) {
        Map<String, Field> fields = fieldsByPlainName(theirs);
        List<Slot> slots = new ArrayList<>();
        boolean flexible = false;
        for (BoundField bound : schema.fields()) {
            if (bound.def.type instanceof TaggedFields tagged) {
                flexible = true;
                tagged.fields().forEach((tag, field) -> slots.add(slot(fields, field.name, field.type, tag)));
            } else {
                slots.add(slot(fields, bound.def.name, bound.def.type, -1));
            }
        }
        return new Shape(slots, flexible);
    }

    private static Slot slot(Map<String, Field> fields, String snakeName, Type type, int tag) {
        Field field = fields.get(plain(snakeName));
        if (field == null) {
            throw new AssertionError("the reference has no field for " + snakeName);
        }
        Kind kind = kind(type);
        Shape struct = null;
        Kind element = null;
        if (kind == Kind.STRUCT) {
            struct = of(field.getType(), (Schema) type);
        } else if (kind == Kind.LIST) {
            Type elementType = type.arrayElementType().orElseThrow();
            element = kind(elementType);
            if (element == Kind.STRUCT) {
                struct = of(Reflected.elementType(field.getGenericType()), (Schema) elementType);
            }
        }
        return new Slot(
                field.getName(), kind, type.isNullable() || type instanceof NullableSchema, element, struct, tag);
    }

    private static Kind kind(Type type) {
        if (type instanceof Schema) {
            return Kind.STRUCT;
        }
        if (type.isArray() || type instanceof CompactArrayOf) {
            return Kind.LIST;
        }
        Kind kind = KINDS.get(type);
        if (kind == null) {
            throw new AssertionError("unknown type " + type);
        }
        return kind;
    }

    private static Map<String, Field> fieldsByPlainName(Class<?> theirs) {
        Map<String, Field> fields = new HashMap<>();
        for (Field field : theirs.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.put(plain(field.getName()), field);
            }
        }
        return fields;
    }

    /** The schema says {@code kraft_version} where the class says {@code kRaftVersion}. */
    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
