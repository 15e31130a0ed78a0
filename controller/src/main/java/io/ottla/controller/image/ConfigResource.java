package io.ottla.controller.image;

import java.util.Comparator;

/**
 * What a set of configurations belongs to.
 *
 * @param name the topic's name, the broker's id in digits (empty: the default of all brokers), and so on
 */
public record ConfigResource(Type type, String name) implements Comparable<ConfigResource> {
    /** What holds for all brokers that have no value of their own. */
    public static final ConfigResource CLUSTER_DEFAULT = new ConfigResource(Type.BROKER, "");

    private static final Comparator<ConfigResource> ORDER =
            Comparator.comparing(ConfigResource::type).thenComparing(ConfigResource::name);

    /** The kinds of resources, with their ids in the protocol. */
    public enum Type {
        UNKNOWN(0),
        TOPIC(2),
        BROKER(4),
        BROKER_LOGGER(8),
        CLIENT_METRICS(16),
        GROUP(32);

        private final byte id;

        Type(int id) {
            this.id = (byte) id;
        }

        public byte id() {
            return id;
        }

        /** {@link #UNKNOWN} for an id that stands for nothing. */
        public static Type of(byte id) {
            for (Type type : values()) {
                if (type.id == id) {
                    return type;
                }
            }
            return UNKNOWN;
        }
    }

    public static ConfigResource topic(String name) {
        return new ConfigResource(Type.TOPIC, name);
    }

    public static ConfigResource broker(int id) {
        return new ConfigResource(Type.BROKER, Integer.toString(id));
    }

    @Override
    public int compareTo(ConfigResource other) {
        return ORDER.compare(this, other);
    }

    /** As the reference writes it in its messages. */
    @Override
    public String toString() {
        return "ConfigResource(type=" + type + ", name='" + name + "')";
    }
}
