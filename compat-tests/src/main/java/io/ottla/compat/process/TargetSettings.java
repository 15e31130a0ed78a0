package io.ottla.compat.process;

import io.ottla.compat.tool.ReferenceJvm;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a target is started with.
 *
 * @param workFolder holds the properties file and the log
 * @param dataFolder the one data folder ({@code log.dirs})
 * @param port where clients connect, on the loopback address
 * @param controllerPort the second port the reference needs
 * @param properties server properties beyond the addresses and folders
 * @param referenceJvm how the reference's JVMs are run; Ottla's launcher knows its own options
 */
public record TargetSettings(
        Path workFolder,
        Path dataFolder,
        int port,
        int controllerPort,
        Map<String, String> properties,
        ReferenceJvm referenceJvm) {

    /** The node id every target has unless told otherwise; it is written into the data folder. */
    public static final String NODE_ID = "1";

    public TargetSettings {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Settings for a small single node in {@code workFolder}, on ports that are free now. */
    public static TargetSettings in(Path workFolder) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("node.id", NODE_ID);
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        properties.put("group.initial.rebalance.delay.ms", "0");
        List<Integer> ports = FreePorts.pick(2);
        return new TargetSettings(
                workFolder, workFolder.resolve("data"), ports.get(0), ports.get(1), properties, ReferenceJvm.QUICK);
    }

    /** The same with groups that notice within seconds that a member is gone, and at once that one has come. */
    public TargetSettings withQuickGroups() {
        return with("group.min.session.timeout.ms", "500")
                .with("group.consumer.min.session.timeout.ms", "500")
                .with("group.consumer.session.timeout.ms", "5000")
                .with("group.consumer.min.heartbeat.interval.ms", "100")
                .with("group.consumer.heartbeat.interval.ms", "200")
                .with("group.consumer.assignment.interval.ms", "100");
    }

    public TargetSettings with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return new TargetSettings(workFolder, dataFolder, port, controllerPort, more, referenceJvm);
    }

    public TargetSettings withDataFolder(Path folder) {
        return new TargetSettings(workFolder, folder, port, controllerPort, properties, referenceJvm);
    }

    public TargetSettings with(ReferenceJvm jvm) {
        return new TargetSettings(workFolder, dataFolder, port, controllerPort, properties, jvm);
    }

    public String host() {
        return "127.0.0.1";
    }
}
