package io.ottla.broker.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Log lines of the program: to standard output, libraries from WARN on. Put together in code, since reading a file of XML
 * takes longer than all the rest of logging's start.
 *
 * <p>Logback finds this class by itself, in every program that has the broker's jar on its class path. So it stands aside
 * unless {@link #use()} was called, and also where {@code -Dlogback.configurationFile=...} names a file.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class StandardOutputLogging extends ContextAwareBase implements Configurator {

    /** Of the process, as logging itself is; only the program sets it. */
    private static volatile boolean used;

    /** To be called before the first logger is made. */
    static void use() {
        used = true;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (!used || System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LineLayout layout = new LineLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stdout");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        // OTTLA_LOG_LEVEL=DEBUG bin/ottla start
        context.getLogger("io.ottla").setLevel(Level.toLevel(System.getenv("OTTLA_LOG_LEVEL"), Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
