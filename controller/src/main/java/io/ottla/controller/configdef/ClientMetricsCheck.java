package io.ottla.controller.configdef;

import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the values of a client metrics subscription must fulfil (KIP-714). */
public final class ClientMetricsCheck {

    private static final int MIN_INTERVAL_MS = 100;
    private static final int MAX_INTERVAL_MS = 3_600_000;
    private static final Set<String> MATCH_PARAMETERS = Set.of(
            "client_instance_id",
            "client_id",
            "client_software_name",
            "client_software_version",
            "client_source_address",
            "client_source_port");

    private ClientMetricsCheck() {}

    /**
     * @param after all that will be set for the subscription
     * @throws InvalidConfigException when that is not allowed
     */
    public static void check(String subscription, Map<String, String> after) {
        if (subscription.isEmpty()) {
            throw new InvalidConfigException(ErrorCode.INVALID_REQUEST, "Subscription name can't be empty");
        }
        for (String name : after.keySet()) {
            if (ConfigDefinitions.clientMetrics().find(name).isEmpty()) {
                throw new InvalidConfigException(
                        ErrorCode.INVALID_REQUEST, "Unknown client metrics configuration: " + name);
            }
        }
        ConfigValues values = new ConfigValues(ConfigDefinitions.clientMetrics().parse(after));
        int intervalMs = values.intValue("interval.ms");
        if (intervalMs < MIN_INTERVAL_MS || intervalMs > MAX_INTERVAL_MS) {
            throw new InvalidConfigException(
                    ErrorCode.INVALID_REQUEST,
                    "Invalid value " + intervalMs
                            + " for interval.ms, interval must be between 100 and 3600000 (1 hour)");
        }
        checkMatch(values.list("match"));
    }

    /** Each entry is {@code parameter=regular expression}. */
    private static void checkMatch(List<String> entries) {
        for (String entry : entries) {
            String[] parts = entry.split("=");
            if (parts.length != 2 || !MATCH_PARAMETERS.contains(parts[0].trim()) || !isPattern(parts[1].trim())) {
                throw new InvalidConfigException("Illegal client matching pattern: " + entry);
            }
        }
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
