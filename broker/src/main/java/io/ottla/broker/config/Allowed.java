package io.ottla.broker.config;

import io.ottla.controller.configdef.ConfigKey;

/** What values a key allows, in words. */
final class Allowed {

    private Allowed() {}

    static String of(ConfigKey key) {
        String rule = key.rule().allowed();
        return switch (key.type()) {
            case INT, LONG, SHORT -> joined("a whole number", rule);
            case DOUBLE -> joined("a number", rule);
            case BOOLEAN -> "true or false";
            case STRING, CLASS, PASSWORD -> rule.isEmpty() ? "a text" : rule;
            case LIST -> rule.isEmpty() ? "a list separated by commas" : rule;
        };
    }

    private static String joined(String type, String rule) {
        return rule.isEmpty() ? type : type + ", " + rule;
    }
}
