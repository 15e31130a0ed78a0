package io.ottla.demo.client;

import io.ottla.demo.plot.Names;
import java.util.HashMap;
import java.util.Map;

/**
 * What every client of the demo is set up with.
 *
 * @param sessionTimeoutMs after what time a group counts a member as gone
 */
public record ClientSettings(String bootstrap, Names names, int sessionTimeoutMs) {
    private static final int HEARTBEATS_A_SESSION = 6;

    Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }

    /** No record is acknowledged before all replicas have it, and none is there twice for being sent again. */
    Map<String, Object> producer() {
        Map<String, Object> settings = common();
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("linger.ms", "0");
        return settings;
    }

    Map<String, Object> consumer() {
        Map<String, Object> settings = common();
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        return settings;
    }

    Map<String, Object> member(String group) {
        Map<String, Object> settings = consumer();
        settings.put("group.id", group);
        settings.put("session.timeout.ms", Integer.toString(sessionTimeoutMs));
        settings.put("heartbeat.interval.ms", Integer.toString(sessionTimeoutMs / HEARTBEATS_A_SESSION));
        return settings;
    }

    /** As arguments for another process of the demo. */
    String[] arguments() {
        return new String[] {bootstrap, names.prefix(), Integer.toString(sessionTimeoutMs)};
    }

    static ClientSettings of(String bootstrap, String prefix, String sessionTimeoutMs) {
        return new ClientSettings(bootstrap, new Names(prefix), Integer.parseInt(sessionTimeoutMs));
    }
}
