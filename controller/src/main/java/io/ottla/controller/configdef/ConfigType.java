package io.ottla.controller.configdef;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The type of a key's values. {@link #id()} is the number DescribeConfigs answers with (KIP-569). */
public enum ConfigType {
    BOOLEAN(1),
    STRING(2),
    INT(3),
    SHORT(4),
    LONG(5),
    DOUBLE(6),
    /** Strings, separated by commas. */
    LIST(7),
    /** The name of a class. Ottla loads none: the name is kept as it is. */
    CLASS(8),
    PASSWORD(9);

    /** The protocol's number for "the type is not known". */
    public static final byte UNKNOWN_ID = 0;

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final byte id;

    ConfigType(int id) {
        this.id = (byte) id;
    }

    public byte id() {
        return id;
    }

    /**
     * The typed value: a Boolean, String, Integer, Short, Long, Double, {@code List<String>} or {@link Secret}.
     *
     * @throws InvalidConfigException when the text is no value of this type
     */
    Object parse(String name, String text) {
        String trimmed = text.trim();
        try {
            return switch (this) {
                case BOOLEAN -> parseBoolean(name, text, trimmed);
                case STRING, CLASS -> trimmed;
                case INT -> Integer.parseInt(trimmed);
                case SHORT -> Short.parseShort(trimmed);
                case LONG -> Long.parseLong(trimmed);
                case DOUBLE -> Double.parseDouble(trimmed);
                case LIST -> trimmed.isEmpty() ? List.of() : Arrays.asList(COMMA.split(trimmed, -1));
                case PASSWORD -> new Secret(trimmed);
            };
        } catch (NumberFormatException e) {
            throw InvalidConfigException.of(name, text, "Not a number of type " + this);
        }
    }

    /** The text of a typed value: what a client is shown, and what a configuration record holds. */
    static String format(Object value) {
        return switch (value) {
            case null -> null;
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Secret secret -> secret.value();
            default -> value.toString();
        };
    }

    private static boolean parseBoolean(String name, String text, String trimmed) {
        if (trimmed.equalsIgnoreCase("true")) {
            return true;
        }
        if (trimmed.equalsIgnoreCase("false")) {
            return false;
        }
        throw InvalidConfigException.of(name, text, "Expected value to be either true or false");
    }
}
