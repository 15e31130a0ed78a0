package io.ottla.junit;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which of the client library's serializers is for which type. */
final class Codecs {
    private static final String PACKAGE = "org.apache.kafka.common.serialization.";

    private static final Map<String, String> PREFIXES = Map.ofEntries(
            entry(String.class, "String"),
            entry(byte[].class, "ByteArray"),
            entry(ByteBuffer.class, "ByteBuffer"),
            entry(Short.class, "Short"),
            entry(Integer.class, "Integer"),
            entry(Long.class, "Long"),
            entry(Float.class, "Float"),
            entry(Double.class, "Double"),
            entry(Boolean.class, "Boolean"),
            entry(UUID.class, "UUID"),
            entry(Void.class, "Void"),
            Map.entry("org.apache.kafka.common.utils.Bytes", "Bytes"));

    private Codecs() {}

    private static Map.Entry<String, String> entry(Class<?> type, String prefix) {
        return Map.entry(type.getTypeName(), prefix);
    }

    /**
     * The class's name. What is not declared, or has no serializer, is bytes: that fits whoever has set another one, and tells
     * those who have not as soon as they use it.
     *
     * @param suffix {@code Serializer} or {@code Deserializer}
     */
    static String nameFor(Optional<Type> declared, String suffix) {
        String prefix = declared.map(Type::getTypeName).map(PREFIXES::get).orElse("ByteArray");
        return PACKAGE + prefix + suffix;
    }
}
