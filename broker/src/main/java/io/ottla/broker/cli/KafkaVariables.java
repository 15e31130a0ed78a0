package io.ottla.broker.cli;

import io.ottla.broker.config.SettingsException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What environment variables say about a broker, by the rules of Kafka's container images: {@code KAFKA_} and the key in upper
 * case, in which {@code _} stands for a dot, {@code __} for an underscore and {@code ___} for a hyphen. Such a variable is a
 * line of {@code server.properties}, so that backslashes in its value mean what they mean there.
 *
 * @param keys of {@code server.properties}
 * @param clusterId the cluster that empty data folders are made ready for
 */
record KafkaVariables(Map<String, String> keys, Optional<String> clusterId) {
    private static final String PREFIX = "KAFKA_";
    private static final String CLUSTER_ID = "CLUSTER_ID";
    private static final char[] STANDS_FOR = {'.', '_', '-'};

    /** Those are about the process that the images start, and not about the broker in it. */
    private static final Set<String> ABOUT_THE_PROCESS = Set.of(
            "KAFKA_VERSION",
            "KAFKA_OPTS",
            "KAFKA_HEAP_OPTS",
            "KAFKA_GC_LOG_OPTS",
            "KAFKA_JVM_PERFORMANCE_OPTS",
            "KAFKA_JMX_OPTS",
            "KAFKA_JMX_HOSTNAME",
            "KAFKA_LOG4J_OPTS",
            "KAFKA_LOG4J_LOGGERS",
            "KAFKA_LOG4J_ROOT_LOGLEVEL",
            "KAFKA_TOOLS_LOG4J_LOGLEVEL");

    /** @throws SettingsException when a value is not one that could stand in a file */
    static KafkaVariables of(Map<String, String> environment) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX) && !ABOUT_THE_PROCESS.contains(name)) {
                keys.putAll(read(name, keyOf(name), variable.getValue()));
            }
        }
        listenWhereAdvertised(keys);
        Optional<String> clusterId =
                Optional.ofNullable(environment.get(CLUSTER_ID)).filter(id -> !id.isBlank());
        return new KafkaVariables(keys, clusterId);
    }

    private static String keyOf(String variable) {
        String name = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(name.length());
        int underscores = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean underscore = i < name.length() && name.charAt(i) == '_';
            if (underscores > 0 && (!underscore || underscores == STANDS_FOR.length)) {
                key.append(STANDS_FOR[underscores - 1]);
                underscores = 0;
            }
            if (underscore) {
                underscores++;
            } else if (i < name.length()) {
                key.append(name.charAt(i));
            }
        }
        return key.toString();
    }

    private static Map<String, String> read(String variable, String key, String value) {
        Properties line = new Properties();
        try {
            line.load(new StringReader(key + "=" + value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("cannot read " + variable + ": " + e.getMessage());
        }
        Map<String, String> read = new TreeMap<>();
        line.stringPropertyNames().forEach(name -> read.put(name, line.getProperty(name)));
        return read;
    }

    /** Who says where clients find the broker, and no more, has it listen there, on every address. */
    private static void listenWhereAdvertised(Map<String, String> keys) {
        String advertised = keys.getOrDefault("advertised.listeners", "");
        if (!advertised.isBlank() && keys.getOrDefault("listeners", "").isBlank()) {
            keys.put("listeners", advertised.replaceAll("://[^:]*:", "://0.0.0.0:"));
        }
    }
}
