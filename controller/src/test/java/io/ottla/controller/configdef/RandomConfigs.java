package io.ottla.controller.configdef;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Seeded configurations: a few keys each, with values that their types and rules allow. */
final class RandomConfigs {

    private final Random random;

    RandomConfigs(long seed) {
        this.random = new Random(seed);
    }

    Map<String, String> some(ConfigDefinitions definitions, int count, Predicate<ConfigKey> eligible) {
        List<ConfigKey> keys = definitions.keys().stream().filter(eligible).toList();
        Map<String, String> configs = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            ConfigKey key = keys.get(random.nextInt(keys.size()));
            configs.put(key.name(), valid(key));
        }
        return configs;
    }

    private String valid(ConfigKey key) {
        return switch (key.rule()) {
            case ConfigRule.OneOf rule -> oneOf(rule.values());
            case ConfigRule.OneOfIgnoringCase rule -> oneOf(rule.values());
            case ConfigRule.ListOf rule -> rule.values().isEmpty() ? any(key.type()) : oneOf(rule.values());
            case ConfigRule.Range rule -> within(rule.min().longValue(), rule.max(), key.type());
            case ConfigRule.RangeOr rule -> Integer.toString(random.nextInt(rule.min(), rule.max() + 1));
            case ConfigRule.ThrottledReplicas rule -> "*";
            case ConfigRule.QuorumVoters rule -> "1@localhost:9093";
            case ConfigRule.BootstrapServers rule -> "localhost:9093";
            case ConfigRule.ShareOffsetReset rule -> "by_duration:PT" + random.nextInt(1, 100) + "H";
            default -> any(key.type());
        };
    }

    private String any(ConfigType type) {
        return switch (type) {
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case INT, SHORT -> Integer.toString(random.nextInt(1, 10_000));
            case LONG -> Long.toString(random.nextLong(1, 1L << 40));
            case DOUBLE -> Double.toString(random.nextInt(1, 100) / 100.0);
            case STRING, LIST, CLASS, PASSWORD -> " some" + random.nextInt(10) + " ";
        };
    }

    private String within(long min, Number max, ConfigType type) {
        if (type == ConfigType.DOUBLE) {
            return Double.toString(random.nextInt(0, 101) / 100.0);
        }
        long limit = max != null ? max.longValue() : Math.min(min + 1_000_000L, Short.MAX_VALUE - 1L);
        return Long.toString(random.nextLong(min, Math.max(limit, min) + 1));
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
