package io.ottla.config.codegen;

import java.util.Collection;
import java.util.stream.Collectors;

/** Values as Java expressions. */
final class JavaText {

    private JavaText() {}

    /** The literal of a value; lists become {@code List.of(...)}, other things that are not numbers or booleans strings. */
    static String of(Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean flag -> flag.toString();
            case Short number -> "(short) " + number;
            case Integer number -> number == Integer.MIN_VALUE ? "Integer.MIN_VALUE" : number.toString();
            case Long number -> number == Long.MIN_VALUE ? "Long.MIN_VALUE" : number + "L";
            case Double number -> number == Double.MAX_VALUE ? "Double.MAX_VALUE" : number.toString();
            case Collection<?> values ->
                values.stream().map(JavaText::of).collect(Collectors.joining(", ", "List.of(", ")"));
            case Class<?> type -> quoted(type.getName());
            default -> quoted(value.toString());
        };
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < 0x20 || c > 0x7e ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
