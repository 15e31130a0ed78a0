package io.ottla.broker.coordinator.group.consumer;

import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.configdef.ConfigValues;
import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.ConfigsImage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** The times of groups as configurations have them: a group's own before the broker's. Remembers the few that differ. */
final class ConfiguredTimings implements Function<String, ConsumerGroupTiming> {
    private final BrokerConfigs broker;
    private final ConfigsImage groups;
    private final ConsumerGroupTiming usual;
    private final Map<String, ConsumerGroupTiming> known = new HashMap<>();

    ConfiguredTimings(BrokerConfigs broker, ConfigsImage groups) {
        this.broker = broker;
        this.groups = groups;
        this.usual = timing(broker.groupValues(Map.of()));
    }

    /** Whether these are of the same configurations: a cluster that changes otherwise keeps them as they are. */
    boolean areOf(BrokerConfigs ofBroker, ConfigsImage ofGroups) {
        return ofBroker.given().equals(broker.given()) && ofGroups.equals(groups);
    }

    @Override
    public ConsumerGroupTiming apply(String groupId) {
        SortedMap<String, String> own = groups.of(new ConfigResource(ConfigResource.Type.GROUP, groupId));
        return own.isEmpty() ? usual : known.computeIfAbsent(groupId, unknown -> timing(broker.groupValues(own)));
    }

    private static ConsumerGroupTiming timing(ConfigValues values) {
        return new ConsumerGroupTiming(
                values.intValue("consumer.session.timeout.ms"),
                values.intValue("consumer.heartbeat.interval.ms"),
                values.intValue("consumer.assignment.interval.ms"));
    }

    static ConsumerGroupSettings settings(BrokerConfigs broker) {
        ConfigValues values = broker.values();
        return new ConsumerGroupSettings(
                values.intValue("group.consumer.max.size"),
                values.list("group.consumer.assignors"),
                values.intValue("group.consumer.regex.refresh.interval.ms"),
                MigrationPolicy.valueOf(
                        values.text("group.consumer.migration.policy").toUpperCase(Locale.ROOT)),
                new ConsumerGroupSettings.ClassicLimits(
                        values.intValue("group.max.size"),
                        values.intValue("group.min.session.timeout.ms"),
                        values.intValue("group.max.session.timeout.ms")));
    }
}
