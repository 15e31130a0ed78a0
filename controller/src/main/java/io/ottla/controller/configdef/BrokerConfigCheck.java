package io.ottla.controller.configdef;

/** What the values of a broker must fulfil together, apart from its listeners and roles. */
public final class BrokerConfigCheck {

    private static final int MIN_DEDUPE_BYTES_PER_THREAD = 1 << 20;

    private BrokerConfigCheck() {}

    /** @throws InvalidConfigException when two values do not go together; the message is the reference's */
    public static void check(ConfigValues values) {
        require(
                firstOf(values, "log.roll.ms", "log.roll.hours") >= 1,
                "log.roll.ms must be greater than or equal to 1");
        require(
                firstOf(values, "log.roll.jitter.ms", "log.roll.jitter.hours") >= 0,
                "log.roll.jitter.ms must be greater than or equal to 0");
        require(
                firstOf(values, "log.retention.ms", "log.retention.minutes", "log.retention.hours") != 0,
                "log.retention.ms must be unlimited (-1) or, greater than or equal to 1");
        int cleaners = Math.max(1, values.intValue("log.cleaner.threads"));
        require(
                values.longValue("log.cleaner.dedupe.buffer.size") / cleaners > MIN_DEDUPE_BYTES_PER_THREAD,
                "log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.");
        require(
                values.intValue("replica.fetch.wait.max.ms") <= values.intValue("replica.socket.timeout.ms"),
                "replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms"
                        + " to prevent unnecessary socket timeouts");
        require(
                values.intValue("replica.fetch.wait.max.ms") <= values.longValue("replica.lag.time.max.ms"),
                "replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms"
                        + " to prevent frequent changes in ISR");
        long queuedMaxBytes = values.longValue("queued.max.request.bytes");
        require(
                queuedMaxBytes <= 0 || queuedMaxBytes >= values.intValue("socket.request.max.bytes"),
                "queued.max.request.bytes must be larger or equal to socket.request.max.bytes");
        require(
                values.intValue("max.connections.per.ip") != 0
                        || !values.text("max.connections.per.ip.overrides").isBlank(),
                "max.connections.per.ip can be set to zero only if max.connections.per.ip.overrides property is set.");
        checkIdleTime(values);
    }

    private static void checkIdleTime(ConfigValues values) {
        int delayMs = values.intValue("connection.failed.authentication.delay.ms");
        long maxIdleMs = values.longValue("connections.max.idle.ms");
        require(
                maxIdleMs < 0 || delayMs < maxIdleMs,
                "connection.failed.authentication.delay.ms=" + delayMs
                        + " should always be less than connections.max.idle.ms=" + maxIdleMs
                        + " to prevent failed authentication responses from timing out");
    }

    private static long firstOf(ConfigValues values, String... names) {
        for (String name : names) {
            if (values.get(name) instanceof Number number) {
                return number.longValue();
            }
        }
        throw new IllegalArgumentException("none of these has a value");
    }

    private static void require(boolean fulfilled, String message) {
        if (!fulfilled) {
            throw new InvalidConfigException(message);
        }
    }
}
