package io.ottla.controller.configdef;

import java.util.List;
import java.util.Map;

/** What the values of a group must fulfil: the broker's bounds, and a session that outlasts its heartbeats. */
public final class GroupConfigCheck {

    private static final List<Bound> BOUNDS = List.of(
            Bound.minAndMax("consumer.heartbeat.interval.ms"),
            Bound.minAndMax("consumer.session.timeout.ms"),
            Bound.minAndMaxWhereSet("consumer.assignment.interval.ms"),
            Bound.minAndMax("share.heartbeat.interval.ms"),
            Bound.minAndMax("share.session.timeout.ms"),
            Bound.minAndMax("share.record.lock.duration.ms"),
            Bound.minAndMax("share.delivery.count.limit"),
            Bound.minAndMax("share.partition.max.record.locks"),
            Bound.minAndMaxWhereSet("share.assignment.interval.ms"),
            Bound.minAndMax("streams.heartbeat.interval.ms"),
            Bound.minAndMax("streams.session.timeout.ms"),
            new Bound("streams.num.standby.replicas", null, "group.streams.max.standby.replicas", false),
            Bound.minAndMaxWhereSet("streams.assignment.interval.ms"));

    private GroupConfigCheck() {}

    /**
     * @param after all that will be set for the group
     * @param broker gives what the group does not set, and the bounds
     * @throws InvalidConfigException when that is not allowed
     */
    public static void check(Map<String, String> after, BrokerConfigs broker) {
        for (String name : after.keySet()) {
            if (ConfigDefinitions.group().find(name).isEmpty()) {
                throw new InvalidConfigException("Unknown group config name: " + name);
            }
        }
        ConfigValues values = broker.groupValues(after);
        for (Bound bound : BOUNDS) {
            if (!bound.onlyWhereSet || after.containsKey(bound.name)) {
                bound.check(values.intValue(bound.name), broker);
            }
        }
        for (String kind : List.of("consumer", "share", "streams")) {
            String session = kind + ".session.timeout.ms";
            String heartbeat = kind + ".heartbeat.interval.ms";
            if (values.intValue(session) <= values.intValue(heartbeat)) {
                throw new InvalidConfigException(session + " must be greater than " + heartbeat);
            }
        }
    }

    /** Broker keys that bound a group's key. */
    private record Bound(String name, String minKey, String maxKey, boolean onlyWhereSet) {

        static Bound minAndMax(String name) {
            return of(name, false);
        }

        static Bound minAndMaxWhereSet(String name) {
            return of(name, true);
        }

        /** {@code share.session.timeout.ms} is bounded by {@code group.share.min.session.timeout.ms} and its like. */
        private static Bound of(String name, boolean onlyWhereSet) {
            int dot = name.indexOf('.');
            String prefix = "group." + name.substring(0, dot);
            String rest = name.substring(dot);
            return new Bound(name, prefix + ".min" + rest, prefix + ".max" + rest, onlyWhereSet);
        }

        void check(int value, BrokerConfigs broker) {
            if (minKey != null && value < (Integer) broker.get(minKey)) {
                throw new InvalidConfigException(name + " must be greater than or equal to " + minKey);
            }
            if (value > (Integer) broker.get(maxKey)) {
                throw new InvalidConfigException(name + " must be less than or equal to " + maxKey);
            }
        }
    }
}
