package io.ottla.broker.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** The loggers of Logback. */
final class LogbackLevels implements LogLevels {

    private final LoggerContext context;

    LogbackLevels(LoggerContext context) {
        this.context = context;
    }

    static LogLevels ofThisProcess() {
        return new LogbackLevels((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    @Override
    public SortedMap<String, String> levels() {
        SortedMap<String, String> levels = new TreeMap<>();
        for (Logger logger : context.getLoggerList()) {
            boolean root = logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME);
            levels.put(
                    root ? ROOT : logger.getName(), logger.getEffectiveLevel().toString());
        }
        return levels;
    }

    @Override
    public void set(String logger, String level) {
        // Logback has nothing above ERROR.
        find(logger).setLevel(level.equals("FATAL") ? Level.ERROR : Level.valueOf(level));
    }

    @Override
    public void unset(String logger) {
        find(logger).setLevel(null);
    }

    private Logger find(String logger) {
        return context.getLogger(logger.equals(ROOT) ? org.slf4j.Logger.ROOT_LOGGER_NAME : logger);
    }
}
