package io.ottla.controller.configdef;

import java.util.Map;

/** What the values of a topic must fulfil. */
public final class TopicConfigCheck {

    private static final String REMOTE = "remote.storage.enable";

    private TopicConfigCheck() {}

    /**
     * @param before what was set for the topic before the change
     * @param after all that will be set for it
     * @param broker gives what the topic does not set
     * @throws InvalidConfigException when that is not allowed
     */
    public static void check(Map<String, String> before, Map<String, String> after, BrokerConfigs broker) {
        for (String name : after.keySet()) {
            if (ConfigDefinitions.topic().find(name).isEmpty()) {
                throw new InvalidConfigException("Unknown topic config name: " + name);
            }
        }
        ConfigValues values = broker.topicValues(after);
        checkCompactionLag(values);
        checkRemoteStorage(before, values);
    }

    private static void checkCompactionLag(ConfigValues values) {
        long min = values.longValue("min.compaction.lag.ms");
        long max = values.longValue("max.compaction.lag.ms");
        if (min > max) {
            throw new InvalidConfigException("conflict topic config setting min.compaction.lag.ms (" + min
                    + ") > max.compaction.lag.ms (" + max + ")");
        }
    }

    /** There is no remote storage here, as in a reference where it is off for the whole cluster. */
    private static void checkRemoteStorage(Map<String, String> before, ConfigValues values) {
        if (values.booleanValue(REMOTE)) {
            throw new InvalidConfigException("Tiered Storage functionality is disabled in the broker. "
                    + "Topic cannot be configured with remote log storage.");
        }
        boolean wasOn = Boolean.parseBoolean(before.getOrDefault(REMOTE, "false"));
        if (wasOn && !values.booleanValue("remote.log.delete.on.disable")) {
            throw new InvalidConfigException("It is invalid to disable remote storage without deleting remote data. "
                    + "If you want to keep the remote data and turn to read only, please set "
                    + "`remote.storage.enable=true,remote.log.copy.disable=true`. "
                    + "If you want to disable remote storage and delete all remote data, please set "
                    + "`remote.storage.enable=false,remote.log.delete.on.disable=true`.");
        }
    }
}
