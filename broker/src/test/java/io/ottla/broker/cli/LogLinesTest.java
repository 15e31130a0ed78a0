package io.ottla.broker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

class LogLinesTest {

    private final LoggerContext context = new LoggerContext();

    private String line(Level level, String message, Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                LogLinesTest.class.getName(),
                context.getLogger("io.ottla.storage.LogDirs"),
                level,
                message,
                thrown,
                null);
        event.setInstant(Instant.parse("2026-03-01T02:03:04.005Z"));
        return new LineLayout(ZoneOffset.UTC).doLayout(event);
    }

    @Test
    void anEventIsALine() {
        assertThat(line(Level.INFO, "opened /data", null))
                .isEqualTo("2026-03-01 02:03:04.005 INFO  LogDirs - opened /data\n");
    }

    @Test
    void noEventMakesUpLinesOfItsOwn() {
        assertThat(line(Level.WARN, "client said a\nb\r\nc", null))
                .isEqualTo("2026-03-01 02:03:04.005 WARN  LogDirs - client said a\\nb\\r\\nc\n");
    }

    @Test
    void whatWasThrownIsInTheLine() {
        assertThat(line(Level.WARN, "cannot sync", new IOException("disk full")))
                .isEqualTo("2026-03-01 02:03:04.005 WARN  LogDirs - cannot sync: java.io.IOException: disk full\n");
    }

    @Test
    void onlyAnErrorShowsWhere() {
        assertThat(line(Level.ERROR, "broken", new IllegalStateException("x")))
                .startsWith("2026-03-01 02:03:04.005 ERROR LogDirs - broken: java.lang.IllegalStateException: x\n")
                .contains("LogLinesTest.onlyAnErrorShowsWhere");
    }

    @Test
    void otherProgramsKeepTheirOwnLogging() {
        assertThat(ServiceLoader.load(SLF4JServiceProvider.class))
                .isNotEmpty()
                .noneMatch(StandardOutputLogging.class::isInstance);
        assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(LoggerContext.class);
    }

    @Test
    void theProgramsLoggingHasOneAppenderAndLibrariesOnlyWarn() {
        StandardOutputLogging logging = new StandardOutputLogging();
        logging.initialize();

        LoggerContext program = (LoggerContext) logging.getLoggerFactory();
        assertThat(program.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .toIterable()
                .hasSize(1);
        assertThat(program.getLogger("io.netty").isInfoEnabled()).isFalse();
        assertThat(program.getLogger("io.ottla").isInfoEnabled()).isTrue();
        program.stop();
    }
}
