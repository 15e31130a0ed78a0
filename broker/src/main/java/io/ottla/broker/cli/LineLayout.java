package io.ottla.broker.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * One event, one line: {@code 2026-03-01 12:00:00.123 WARN  LogDirs - the disk of /data is full}. What was thrown follows in
 * the same line; only for an error do the lines of its stack trace come after it.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

    private static final int LEVEL_WIDTH = 5;

    private final ZoneId zone;

    LineLayout() {
        this(ZoneId.systemDefault());
    }

    LineLayout(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder out = new StringBuilder(128);
        appendTime(out, event.getTimeStamp());
        String level = event.getLevel().toString();
        out.append(' ').append(level).append(" ".repeat(Math.max(0, LEVEL_WIDTH - level.length())));
        String logger = event.getLoggerName();
        out.append(' ')
                .append(logger, logger.lastIndexOf('.') + 1, logger.length())
                .append(" - ");
        out.append(event.getFormattedMessage().replace("\r", "\\r").replace("\n", "\\n"));
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            out.append(": ").append(thrown.getClassName()).append(": ").append(thrown.getMessage());
        }
        out.append('\n');
        if (thrown != null && event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            out.append(ThrowableProxyUtil.asString(thrown));
        }
        return out.toString();
    }

    /** By hand, since a formatter costs a noticeable part of the program's start. */
    private void appendTime(StringBuilder out, long timeMs) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMs), zone);
        appendPadded(out, time.getYear(), 4).append('-');
        appendPadded(out, time.getMonthValue(), 2).append('-');
        appendPadded(out, time.getDayOfMonth(), 2).append(' ');
        appendPadded(out, time.getHour(), 2).append(':');
        appendPadded(out, time.getMinute(), 2).append(':');
        appendPadded(out, time.getSecond(), 2).append('.');
        appendPadded(out, time.getNano() / 1_000_000, 3);
    }

    private static StringBuilder appendPadded(StringBuilder out, int number, int width) {
        String digits = Integer.toString(number);
        return out.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
