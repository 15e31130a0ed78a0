package io.ottla.controller.configdef;

import io.ottla.wire.api.ErrorCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What may be set for a broker while it runs (KIP-226). Names that are no keys may be set too: plugins have their own. */
public final class DynamicBrokerCheck {

    private static final Set<String> PER_LISTENER_ONLY = GeneratedSynonyms.perListenerOnly();

    /** What may be limited for one listener and also for all brokers' listeners. */
    private static final Set<String> LISTENER_LIMITS =
            Set.of("max.connections", "max.connection.creation.rate", "num.network.threads");

    /** Threads are added and taken away a step at a time. */
    private static final List<String> THREAD_COUNTS = List.of(
            "num.io.threads",
            "num.replica.fetchers",
            "num.recovery.threads.per.data.dir",
            "background.threads",
            "log.cleaner.threads");

    private DynamicBrokerCheck() {}

    /**
     * @param after all that will be set for this broker, or for all
     * @param ofThis for this broker; else for all
     * @param current the broker's configuration before the change
     * @throws InvalidConfigException when that is not allowed
     */
    public static void check(Map<String, String> after, boolean ofThis, BrokerConfigs current) {
        refuse(after.keySet(), DynamicBrokerCheck::readOnly, "Cannot update these configs dynamically");
        refuse(
                after.keySet(),
                PER_LISTENER_ONLY::contains,
                "These security configs can be dynamically updated only per-listener using the listener prefix");
        after.forEach((name, value) ->
                dynamicKey(BrokerSynonyms.withoutListener(name)).ifPresent(key -> parse(key, value)));
        if (!ofThis) {
            refuse(
                    after.keySet(),
                    DynamicBrokerCheck::perBroker,
                    "Cannot update these configs at default cluster level, broker id must be specified");
        }
        BrokerConfigs proposed = current.proposing(after, ofThis);
        try {
            BrokerConfigCheck.check(proposed.values());
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException(ErrorCode.INVALID_REQUEST, "requirement failed: " + e.getMessage());
        }
        checkThreads(current, proposed);
    }

    /** The entries that count; those that {@link #check} would refuse one by one do not. */
    static Map<String, String> usable(Map<String, String> configs, boolean ofThis) {
        Map<String, String> usable = new LinkedHashMap<>();
        configs.forEach((name, value) -> {
            boolean settable = !readOnly(name) && !PER_LISTENER_ONLY.contains(name) && (ofThis || !perBroker(name));
            if (settable && hasValidValue(name, value)) {
                usable.put(name, value);
            }
        });
        return usable;
    }

    private static void refuse(Collection<String> names, Predicate<String> refused, String why) {
        List<String> those = names.stream().filter(refused).toList();
        if (!those.isEmpty()) {
            throw new InvalidConfigException(ErrorCode.INVALID_REQUEST, why + ": " + those);
        }
    }

    private static boolean readOnly(String name) {
        return ConfigDefinitions.broker()
                .find(name)
                .filter(key -> key.updateMode() == UpdateMode.READ_ONLY)
                .isPresent();
    }

    /** Everything of one listener is a broker's own, but for the few limits that all listeners may share. */
    private static boolean perBroker(String name) {
        String base = BrokerSynonyms.withoutListener(name);
        Optional<UpdateMode> mode = dynamicKey(base).map(ConfigKey::updateMode);
        return base.equals(name)
                ? mode.filter(UpdateMode.PER_BROKER::equals).isPresent()
                : mode.filter(UpdateMode.CLUSTER_WIDE::equals).isEmpty() || !LISTENER_LIMITS.contains(base);
    }

    private static boolean hasValidValue(String name, String value) {
        Optional<ConfigKey> key = dynamicKey(BrokerSynonyms.withoutListener(name));
        try {
            key.ifPresent(known -> known.parse(value));
            return true;
        } catch (InvalidConfigException e) {
            return false;
        }
    }

    private static Optional<ConfigKey> dynamicKey(String name) {
        return ConfigDefinitions.dynamicBrokerOnly()
                .find(name)
                .or(() ->
                        ConfigDefinitions.broker().find(name).filter(key -> key.updateMode() != UpdateMode.READ_ONLY));
    }

    private static void parse(ConfigKey key, String value) {
        try {
            key.parse(value);
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException(ErrorCode.INVALID_REQUEST, e.getMessage());
        }
    }

    private static void checkThreads(BrokerConfigs current, BrokerConfigs proposed) {
        for (String name : THREAD_COUNTS) {
            int before = (Integer) current.get(name);
            int after = (Integer) proposed.get(name);
            if (after != before && (after < 1 || after < before / 2 || after > before * 2)) {
                throw new InvalidConfigException(ErrorCode.INVALID_REQUEST, "Invalid dynamic configuration");
            }
        }
    }
}
