package io.ottla.broker.logging;

import java.util.Collections;
import java.util.SortedMap;
import org.slf4j.LoggerFactory;

/** The loggers of this process, and from which level on they write. They are not kept: a restart forgets what was set. */
public interface LogLevels {

    /** What the protocol calls the logger that all others inherit from. */
    String ROOT = "root";

    /** By logger the level that holds for it: ERROR, WARN, INFO, DEBUG or TRACE. */
    SortedMap<String, String> levels();

    /** @param level one of Kafka's names: also FATAL */
    void set(String logger, String level);

    /** From now on the logger takes the level of the one above it. */
    void unset(String logger);

    /** Those of Logback, where it is what writes the log; else none, since SLF4J cannot say what there are. */
    static LogLevels ofThisProcess() {
        // By name, since Logback need not be there.
        String factory = LoggerFactory.getILoggerFactory().getClass().getName();
        return factory.equals("ch.qos.logback.classic.LoggerContext") ? LogbackLevels.ofThisProcess() : none();
    }

    static LogLevels none() {
        return new LogLevels() {
            @Override
            public SortedMap<String, String> levels() {
                return Collections.emptySortedMap();
            }

            @Override
            public void set(String logger, String level) {
                throw new IllegalArgumentException("there is no logger " + logger);
            }

            @Override
            public void unset(String logger) {
                throw new IllegalArgumentException("there is no logger " + logger);
            }
        };
    }
}
