package io.ottla.broker.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

class LogLevelsTest {

    private final LoggerContext context = new LoggerContext();
    private final LogLevels levels = new LogbackLevels(context);

    @Test
    void aLoggerHasTheLevelOfTheOneAbove() {
        context.getLogger("a.b");
        assertThat(levels.levels()).containsEntry("root", "DEBUG").containsEntry("a.b", "DEBUG");
        levels.set("a", "WARN");
        assertThat(levels.levels()).containsEntry("a.b", "WARN").containsEntry("root", "DEBUG");
        levels.set("root", "ERROR");
        levels.unset("a");
        assertThat(levels.levels()).containsEntry("a.b", "ERROR");
    }

    @Test
    void fatalIsAsHighAsItGets() {
        levels.set("root", "FATAL");
        assertThat(levels.levels()).containsEntry("root", "ERROR");
    }

    @Test
    void thisProcessWritesByLogback() {
        assertThat(LogLevels.ofThisProcess().levels()).containsKey("root");
        assertThat(LogLevels.none().levels()).isEmpty();
    }
}
