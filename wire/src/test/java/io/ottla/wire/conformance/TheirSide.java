package io.ottla.wire.conformance;

import io.ottla.wire.conformance.ValueTree.RecordData;
import io.ottla.wire.io.Uuid;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.apache.kafka.common.record.internal.MemoryRecords;

/** The reference's classes, driven by reflection. */
final class TheirSide {
    private TheirSide() {}

    static Message build(Class<?> type, ValueTree tree) {
        return (Message) struct(type, tree);
    }

    static byte[] encode(Message message, int version) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBuffer buffer = ByteBuffer.allocate(message.size(cache, (short) version));
        message.write(new ByteBufferAccessor(buffer), cache, (short) version);
        if (buffer.hasRemaining()) {
            throw new AssertionError("the reference counted " + buffer.remaining() + " bytes too many");
        }
        return buffer.array();
    }

    static Message decode(Class<?> type, byte[] bytes, int version) {
        Message message = (Message) Reflected.make(type);
        message.read(new ByteBufferAccessor(ByteBuffer.wrap(bytes)), (short) version);
        return message;
    }

    private static Object struct(Class<?> type, ValueTree tree) {
        Object object = Reflected.make(type);
        for (Map.Entry<String, Object> entry : tree.values().entrySet()) {
            String name = entry.getKey();
            Method setter = Reflected.setter(type, "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
            Reflected.call(setter, object, new Object[] {value(entry.getValue(), setter)});
        }
        tree.unknownTags()
                .forEach((tag, data) -> ((Message) object).unknownTaggedFields().add(new RawTaggedField(tag, data)));
        return object;
    }

    private static Object value(Object value, Method setter) {
        Class<?> type = setter.getParameterTypes()[0];
        return switch (value) {
            case null -> null;
            case byte[] bytes -> type == ByteBuffer.class ? ByteBuffer.wrap(bytes) : bytes;
            case RecordData data -> MemoryRecords.readableRecords(data.bytes().duplicate());
            case ValueTree tree -> struct(type, tree);
            case List<?> list -> list(list, setter);
            default -> leaf(value);
        };
    }

    @SuppressWarnings("unchecked")
    private static Object list(List<?> values, Method setter) {
        Class<?> type = setter.getParameterTypes()[0];
        Class<?> elementType = Reflected.elementType(setter.getGenericParameterTypes()[0]);
        Collection<Object> list =
                type == List.class ? new ArrayList<>(values.size()) : (Collection<Object>) Reflected.make(type);
        for (Object value : values) {
            list.add(value instanceof ValueTree tree ? struct(elementType, tree) : leaf(value));
        }
        return list;
    }

    private static Object leaf(Object value) {
        return value instanceof Uuid uuid
                ? new org.apache.kafka.common.Uuid(uuid.mostSignificantBits(), uuid.leastSignificantBits())
                : value;
    }
}
