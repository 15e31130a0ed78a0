package io.ottla.broker.config;

import io.ottla.controller.configdef.ConfigDefinitions;
import io.ottla.controller.configdef.ConfigKey;
import io.ottla.controller.configdef.ConfigValues;
import java.util.List;
import java.util.Map;

/**
 * Settings of the reference that would do nothing here, and that somebody relies on who sets them: to leave out an access
 * rule or a policy in silence would be worse than not to start.
 */
final class Refusals {

    /** Each asks for a piece of the reference's, or of somebody's, that is not there. */
    private static final Map<String, String> NOTHING_BEHIND = Map.of(
            "authorizer.class.name", "there are no access rules yet",
            "create.topic.policy.class.name", "policies cannot be loaded",
            "alter.config.policy.class.name", "policies cannot be loaded",
            "client.quota.callback.class", "quota callbacks cannot be loaded",
            "config.providers", "config providers cannot be loaded",
            "principal.builder.class", "principal builders cannot be loaded",
            "replica.selector.class", "replica selectors cannot be loaded");

    private Refusals() {}

    static void check(Map<String, String> given, ConfigValues values) {
        for (Map.Entry<String, String> entry : given.entrySet()) {
            String why = NOTHING_BEHIND.get(entry.getKey());
            if (why != null && !isDefault(entry.getKey(), values)) {
                throw SettingsException.wrong(entry.getKey(), entry.getValue(), "nothing, since " + why);
            }
        }
        if (values.booleanValue("remote.log.storage.system.enable")) {
            throw SettingsException.wrong(
                    "remote.log.storage.system.enable", "true", "false, since there is no tiered storage");
        }
        if (values.booleanValue("unstable.api.versions.enable")) {
            throw SettingsException.wrong(
                    "unstable.api.versions.enable", "true", "false, since only stable versions are offered");
        }
        if (values.booleanValue("transaction.two.phase.commit.enable")) {
            throw SettingsException.wrong(
                    "transaction.two.phase.commit.enable", "true", "false, since transactions have one coordinator");
        }
        checkRoles(values);
    }

    private static boolean isDefault(String name, ConfigValues values) {
        ConfigKey key = ConfigDefinitions.broker().get(name);
        Object value = values.get(name);
        return value == null || value.equals(key.defaultValue()) || value.equals("") || value.equals(List.of());
    }

    private static void checkRoles(ConfigValues values) {
        List<String> roles = values.list("process.roles");
        if (roles.size() != 2) {
            throw SettingsException.wrong(
                    "process.roles", String.join(",", roles), "broker,controller, since one process is both");
        }
    }
}
