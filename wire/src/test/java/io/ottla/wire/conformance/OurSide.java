package io.ottla.wire.conformance;

import io.ottla.wire.conformance.ValueTree.RecordData;
import io.ottla.wire.io.BufferRecords;
import io.ottla.wire.io.Encoder;
import io.ottla.wire.io.Message;
import io.ottla.wire.io.RawTaggedField;
import io.ottla.wire.io.WireReader;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Our classes, driven by reflection. */
final class OurSide {
    private OurSide() {}

    static Message build(Class<? extends Message> type, ValueTree tree) {
        return (Message) struct(type, tree);
    }

    static byte[] encode(Message message, int version) {
        ByteBuffer bytes = Encoder.encode(message, version);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    static Message decode(Class<? extends Message> type, ByteBuffer bytes, int version) {
        try {
            Method read = type.getMethod("read", WireReader.class, int.class);
            return (Message) Reflected.call(read, null, new WireReader(bytes), version);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static Object struct(Class<?> type, ValueTree tree) {
        Object object = Reflected.make(type);
        for (Map.Entry<String, Object> entry : tree.values().entrySet()) {
            Method setter = Reflected.setter(type, entry.getKey());
            Reflected.call(setter, object, new Object[] {value(entry.getValue(), setter)});
        }
        if (!tree.unknownTags().isEmpty()) {
            List<RawTaggedField> tags = new ArrayList<>();
            tree.unknownTags().forEach((tag, data) -> tags.add(new RawTaggedField(tag, data)));
            Reflected.call(Reflected.setter(type, "unknownTaggedFields"), object, tags);
        }
        return object;
    }

    private static Object value(Object value, Method setter) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case RecordData data -> new BufferRecords(data.bytes().duplicate());
            case ValueTree tree -> struct(setter.getParameterTypes()[0], tree);
            case List<?> list -> list(list, Reflected.elementType(setter.getGenericParameterTypes()[0]));
            default -> value;
        };
    }

    private static List<Object> list(List<?> values, Class<?> elementType) {
        List<Object> list = new ArrayList<>(values.size());
        for (Object value : values) {
            list.add(value instanceof ValueTree tree ? struct(elementType, tree) : value);
        }
        return list;
    }
}
