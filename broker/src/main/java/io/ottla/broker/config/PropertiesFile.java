package io.ottla.broker.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** A file of keys and values in Java's properties form, which is the form of Kafka's {@code server.properties}. */
public final class PropertiesFile {

    private PropertiesFile() {}

    /** @throws SettingsException when the file cannot be read */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            throw new SettingsException("there is no file " + file);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("cannot read " + file + ": " + e.getMessage());
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            map.put(key, properties.getProperty(key));
        }
        return map;
    }
}
