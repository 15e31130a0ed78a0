package io.ottla.compat.clients;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;

/** The topic configs the client library knows, which are those a broker of its version describes. */
final class TopicConfigs {
    /** Described by the broker, but no constant of the library. */
    private static final List<String> NOT_IN_THE_LIBRARY =
            List.of("leader.replication.throttled.replicas", "follower.replication.throttled.replicas");

    /** A constant of the library, but gone from the broker. */
    private static final String GONE = "message.downconversion.enable";

    static final List<String> ALL = Stream.concat(
                    Arrays.stream(TopicConfig.class.getFields())
                            .filter(field -> field.getName().endsWith("_CONFIG"))
                            .map(TopicConfigs::value)
                            .filter(name -> !name.equals(GONE)),
                    NOT_IN_THE_LIBRARY.stream())
            .toList();

    private TopicConfigs() {}

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
