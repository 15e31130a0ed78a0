package io.ottla.controller.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON with objects, lists, whole numbers and strings: all that the quorum's file has. Everything else is refused, as
 * are strings with escapes other than of a quote or a backslash.
 */
final class FlatJson {
    private static final int DEPTH_MAX = 8;

    private final String text;
    private int position;
    private int depth;

    private FlatJson(String text) {
        this.text = text;
    }

    /**
     * The fields of an object. Values are {@link Long}, {@link String}, {@link List} or {@link Map}.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    static Map<String, Object> parseObject(String text) {
        FlatJson json = new FlatJson(text);
        Map<String, Object> object = json.object();
        json.skipSpace();
        if (json.position != text.length()) {
            throw json.unexpected();
        }
        return object;
    }

    private Object value() {
        skipSpace();
        if (++depth > DEPTH_MAX) {
            throw unexpected();
        }
        Object value = switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = new LinkedHashMap<>();
        expect('{');
        if (tryTake('}')) {
            return fields;
        }
        do {
            skipSpace();
            String name = string();
            expect(':');
            fields.put(name, value());
        } while (tryTake(','));
        expect('}');
        return fields;
    }

    private List<Object> list() {
        List<Object> elements = new ArrayList<>();
        expect('[');
        if (tryTake(']')) {
            return elements;
        }
        do {
            elements.add(value());
        } while (tryTake(','));
        expect(']');
        return elements;
    }

    private String string() {
        expect('"');
        StringBuilder characters = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(position++);
            if (next == '\\') {
                next = peek();
                position++;
                if (next != '"' && next != '\\') {
                    throw unexpected();
                }
            }
            characters.append(next);
        }
        position++;
        return characters.toString();
    }

    private Long number() {
        int start = position;
        while (position < text.length() && (Character.isDigit(text.charAt(position)) || text.charAt(position) == '-')) {
            position++;
        }
        try {
            return Long.valueOf(text.substring(start, position));
        } catch (NumberFormatException e) {
            throw unexpected();
        }
    }

    private void expect(char wanted) {
        if (!tryTake(wanted)) {
            throw unexpected();
        }
    }

    private boolean tryTake(char wanted) {
        skipSpace();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private char peek() {
        if (position >= text.length()) {
            throw unexpected();
        }
        return text.charAt(position);
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not the JSON that is expected, at character " + position);
    }
}
