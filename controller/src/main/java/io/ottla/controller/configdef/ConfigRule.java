package io.ottla.controller.configdef;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a key's typed values must fulfil. The error texts are the reference's. */
public sealed interface ConfigRule {

    ConfigRule ANY = new Any();

    /** @throws InvalidConfigException when the value is not allowed */
    void check(String name, Object value);

    /** What is allowed, for a person; empty when everything of the key's type is. */
    String allowed();

    record Any() implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            // Every value of the type is fine.
        }

        @Override
        public String allowed() {
            return "";
        }
    }

    /** A number within bounds, either of which may be null. */
    record Range(Number min, Number max) implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if (value == null) {
                throw InvalidConfigException.of(name, null, "Value must be non-null");
            }
            double number = ((Number) value).doubleValue();
            if (min != null && number < min.doubleValue()) {
                throw InvalidConfigException.of(name, value, "Value must be at least " + min);
            }
            if (max != null && number > max.doubleValue()) {
                throw InvalidConfigException.of(name, value, "Value must be no more than " + max);
            }
        }

        @Override
        public String allowed() {
            if (max == null) {
                return "at least " + min;
            }
            return min == null ? "at most " + max : min + " to " + max;
        }
    }

    /** A whole number within bounds, or one value outside of them. */
    record RangeOr(int min, int max, int other) implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if (value == null) {
                throw InvalidConfigException.of(name, null, "Value must be non-null");
            }
            int number = (Integer) value;
            if (number != other && (number < min || number > max)) {
                throw InvalidConfigException.of(
                        name, value, "Value must be between " + min + " and " + max + " or equal to " + other);
            }
        }

        @Override
        public String allowed() {
            return min + " to " + max + ", or " + other;
        }
    }

    record OneOf(List<String> values) implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if (value == null || !values.contains(value)) {
                throw InvalidConfigException.of(name, value, "String must be one of: " + String.join(", ", values));
            }
        }

        @Override
        public String allowed() {
            return "one of " + String.join(", ", values);
        }
    }

    /** The values are in capitals. */
    record OneOfIgnoringCase(List<String> values) implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if (!(value instanceof String text) || !values.contains(text.toUpperCase(Locale.ROOT))) {
                throw InvalidConfigException.of(
                        name, value, "String must be one of (case insensitive): " + String.join(", ", values));
            }
        }

        @Override
        public String allowed() {
            return "one of " + String.join(", ", values);
        }
    }

    /**
     * A list without empty entries. Entries that are there twice count once.
     *
     * @param values the allowed entries; empty for any
     */
    record ListOf(List<String> values, boolean emptyAllowed, boolean nullAllowed) implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if (value == null) {
                if (nullAllowed) {
                    return;
                }
                throw new InvalidConfigException("Configuration '" + name + "' values must not be null.");
            }
            List<?> entries = (List<?>) value;
            if (!emptyAllowed && entries.isEmpty()) {
                throw new InvalidConfigException(
                        "Configuration '" + name + "' must not be empty. Valid values include: "
                                + (values.isEmpty() ? "any non-empty value" : values));
            }
            for (Object entry : entries) {
                if (entry.equals("")) {
                    throw new InvalidConfigException("Configuration '" + name + "' values must not be empty.");
                }
                if (!values.isEmpty()) {
                    new OneOf(values).check(name, entry);
                }
            }
        }

        @Override
        public String allowed() {
            return values.isEmpty() ? "a list without empty entries" : "a list of " + String.join(", ", values);
        }
    }

    record NonEmpty() implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if ("".equals(value)) {
                throw InvalidConfigException.of(name, value, "String must be non-empty");
            }
        }

        @Override
        public String allowed() {
            return "a non-empty text";
        }
    }

    record NonNull() implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if (value == null) {
                throw InvalidConfigException.of(name, null, "entry must be non null");
            }
        }

        @Override
        public String allowed() {
            return "a text";
        }
    }

    /** {@code *}, or {@code partition:broker} pairs. */
    record ThrottledReplicas() implements ConfigRule {

        private static final Pattern ENTRY = Pattern.compile("([0-9]+:[0-9]+)?");

        @Override
        public void check(String name, Object value) {
            if (value == null) {
                throw InvalidConfigException.of(name, null, "Value must be non-null");
            }
            List<String> entries = ((List<?>) value)
                    .stream().map(entry -> entry.toString().trim()).toList();
            boolean pairs =
                    entries.stream().allMatch(entry -> ENTRY.matcher(entry).matches());
            if (!pairs && !String.join("", entries).equals("*")) {
                throw InvalidConfigException.of(
                        name,
                        value,
                        name + " must be the literal '*' or a list of replicas in the following format:"
                                + " [partitionId]:[brokerId],[partitionId]:[brokerId],...");
            }
        }

        @Override
        public String allowed() {
            return "*, or a list of partition:broker";
        }
    }

    /** {@code id@host:port} entries. */
    record QuorumVoters() implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if (value == null) {
                throw new InvalidConfigException("Invalid value null for configuration " + name);
            }
            for (Object entry : (List<?>) value) {
                checkVoter(name, entry.toString());
            }
        }

        @Override
        public String allowed() {
            return "a list of id@host:port";
        }

        private static void checkVoter(String name, String entry) {
            String form = ". Each entry should be in the form `{id}@{host}:{port}`.";
            String[] parts = entry.split("@");
            if (parts.length != 2) {
                throw new InvalidConfigException("Invalid configuration value for " + name + form);
            }
            try {
                Integer.parseInt(parts[0]);
            } catch (NumberFormatException e) {
                throw new InvalidConfigException("Failed to parse voter ID as an integer from " + parts[0]);
            }
            if (HostAndPort.parse(parts[1]).isEmpty()) {
                throw new InvalidConfigException(
                        "Failed to parse host name from entry " + entry + " for the configuration " + name + form);
            }
        }
    }

    /** {@code host:port} entries. */
    record BootstrapServers() implements ConfigRule {

        @Override
        public void check(String name, Object value) {
            if (value == null) {
                throw new InvalidConfigException("Invalid value null for configuration " + name);
            }
            for (Object entry : (List<?>) value) {
                if (HostAndPort.parse(entry.toString()).isEmpty()) {
                    throw new InvalidConfigException("Failed to parse host name from " + entry
                            + " for the configuration " + name
                            + ". Each entry should be in the form \"{host}:{port}\"");
                }
            }
        }

        @Override
        public String allowed() {
            return "a list of host:port";
        }
    }

    /** Where a share group starts reading: {@code earliest}, {@code latest} or {@code by_duration:<ISO 8601 duration>}. */
    record ShareOffsetReset() implements ConfigRule {

        private static final String BY_DURATION = "by_duration:";

        @Override
        public void check(String name, Object value) {
            if (!isValid((String) value)) {
                throw InvalidConfigException.of(
                        name,
                        value,
                        "Invalid value `" + value + "` for configuration " + name
                                + ". The value must be either 'earliest', 'latest' or of the format"
                                + " 'by_duration:<PnDTnHnMn.nS>'.");
            }
        }

        @Override
        public String allowed() {
            return "earliest, latest, or by_duration:<PnDTnHnMn.nS>";
        }

        private static boolean isValid(String text) {
            if (text == null || !text.startsWith(BY_DURATION)) {
                return "earliest".equals(text) || "latest".equals(text);
            }
            try {
                return !Duration.parse(text.substring(BY_DURATION.length())).isNegative();
            } catch (DateTimeParseException e) {
                return false;
            }
        }
    }
}
