package io.ottla.broker.config;

import io.ottla.broker.coordinator.group.classic.ClassicSettings;
import io.ottla.broker.coordinator.transaction.TransactionSettings;
import io.ottla.broker.transaction.GuardSettings;
import io.ottla.controller.configdef.BrokerConfigCheck;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.configdef.ConfigDefinitions;
import io.ottla.controller.configdef.ConfigKey;
import io.ottla.controller.configdef.ConfigValues;
import io.ottla.controller.configdef.HostAndPort;
import io.ottla.controller.configdef.InvalidConfigException;
import io.ottla.storage.log.SpaceReserve;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Turns keys and values into settings, or says in one line why not. */
final class SettingsReader {

    /** What the reference wants to be told and here goes without saying. */
    private static final Map<String, String> SELF_EVIDENT = Map.of(
            "node.id", "1",
            "process.roles", "broker,controller",
            "controller.listener.names", "CONTROLLER");

    /** The reference has no key for it. */
    private static final int MARKERS_RETRY_MS = 100;

    private static final String EXAMPLE_ID = "4L6g3nShT-eMCtK--X86sw";

    private final BrokerConfigs configs;
    private final ConfigValues values;

    private SettingsReader(BrokerConfigs configs, ConfigValues values) {
        this.configs = configs;
        this.values = values;
    }

    /** @param newClusterId null where nobody says */
    static Settings read(Map<String, String> given, String newClusterId, boolean temporaryData) {
        Map<String, String> properties = new LinkedHashMap<>(given);
        if (!properties.containsKey("broker.id")) {
            properties.putIfAbsent("node.id", SELF_EVIDENT.get("node.id"));
        }
        SELF_EVIDENT.forEach((key, value) -> {
            if (!key.equals("node.id")) {
                properties.putIfAbsent(key, value);
            }
        });
        properties.forEach(SettingsReader::checkValue);
        BrokerConfigs configs = BrokerConfigs.of(properties);
        ConfigValues values = configs.values();
        checkTogether(values);
        Refusals.check(properties, values);
        Optional<Uuid> clusterId = Optional.ofNullable(newClusterId).map(SettingsReader::clusterId);
        return new SettingsReader(configs, values)
                .settings(clusterId, UnknownKeys.warnings(properties.keySet()), temporaryData);
    }

    private static Uuid clusterId(String text) {
        try {
            return Uuid.parse(text);
        } catch (IllegalArgumentException e) {
            throw SettingsException.wrong("the cluster's id", text, "16 bytes in base64, such as " + EXAMPLE_ID);
        }
    }

    private static void checkValue(String name, String text) {
        ConfigKey key = ConfigDefinitions.broker().find(name).orElse(null);
        if (key == null) {
            return;
        }
        try {
            key.parse(text);
        } catch (InvalidConfigException e) {
            throw SettingsException.wrong(name, key.sensitive() ? "[hidden]" : text, Allowed.of(key));
        }
    }

    private static void checkTogether(ConfigValues values) {
        try {
            BrokerConfigCheck.check(values);
        } catch (InvalidConfigException e) {
            throw new SettingsException(e.getMessage());
        }
        if (values.intValue("node.id") != values.intValue("broker.id")) {
            throw SettingsException.wrong("broker.id", values.get("broker.id"), "the same as node.id");
        }
    }

    private Settings settings(Optional<Uuid> newClusterId, List<String> warnings, boolean temporaryData) {
        NodeSettings node =
                new NodeSettings(values.intValue("node.id"), values.optionalText("broker.rack"), newClusterId);
        NetworkSettings network = network();
        ControllerSettings controller = controller(node.nodeId());
        BrokerSettings broker = broker();
        // Last, since it may leave a folder behind.
        StorageSettings storage = storage(temporaryData);
        return new Settings(node, network, storage, controller, broker, groups(), transactions(), configs, warnings);
    }

    private NetworkSettings network() {
        ListenerReader listeners = new ListenerReader(values, configs.given().keySet());
        return new NetworkSettings(
                listeners.forClients(),
                listeners.forControllers(),
                listeners.interBroker(configs.given().containsKey("security.inter.broker.protocol")),
                ioThreads(),
                new NetworkSettings.Sockets(
                        values.intValue("socket.send.buffer.bytes"),
                        values.intValue("socket.receive.buffer.bytes"),
                        values.intValue("socket.listen.backlog.size")),
                new NetworkSettings.Connections(
                        values.intValue("max.connections"),
                        values.intValue("max.connections.per.ip"),
                        maxPerIpOverrides(),
                        values.intValue("max.connection.creation.rate"),
                        values.longValue("connections.max.idle.ms")),
                new NetworkSettings.Requests(
                        values.intValue("socket.request.max.bytes"),
                        values.intValue("queued.max.requests"),
                        values.longValue("queued.max.request.bytes")));
    }

    /** The reference's default is three; where there are fewer cores, more loops would only take turns. */
    private int ioThreads() {
        int threads = values.intValue("num.network.threads");
        boolean given = configs.given().containsKey("num.network.threads");
        return given ? threads : Math.min(threads, Runtime.getRuntime().availableProcessors());
    }

    private Map<String, Integer> maxPerIpOverrides() {
        String key = "max.connections.per.ip.overrides";
        String text = values.text(key).trim();
        Map<String, Integer> overrides = new LinkedHashMap<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split("\\s*,\\s*")) {
            HostAndPort hostAndLimit = HostAndPort.parse(entry)
                    .orElseThrow(() -> SettingsException.wrong(key, text, "a list of address:limit"));
            overrides.put(hostAndLimit.host(), hostAndLimit.port());
        }
        return Map.copyOf(overrides);
    }

    private StorageSettings storage(boolean temporary) {
        List<Path> dirs = temporary ? List.of(temporaryFolder()) : logDirs();
        String metadataDir = values.text("metadata.log.dir");
        return new StorageSettings(
                dirs,
                temporary || metadataDir == null ? dirs.getFirst() : absolute(metadataDir),
                temporary,
                values.intValue("num.recovery.threads.per.data.dir"),
                moveThreads(dirs.size()),
                reserve(),
                values.longValue("log.flush.scheduler.interval.ms"),
                values.intValue("log.flush.offset.checkpoint.interval.ms"),
                values.intValue("log.flush.start.offset.checkpoint.interval.ms"),
                values.longValue("replica.high.watermark.checkpoint.interval.ms"),
                values.longValue("log.retention.check.interval.ms"),
                values.intValue("producer.id.expiration.ms"),
                values.intValue("producer.id.expiration.check.interval.ms"),
                cleaner());
    }

    /** One for each data folder, unless it is said how many. */
    private int moveThreads(int dirs) {
        String key = "num.replica.alter.log.dirs.threads";
        return values.get(key) == null ? dirs : values.intValue(key);
    }

    private SpaceReserve reserve() {
        String text = configs.given().get(OwnKeys.DISK_RESERVE_BYTES);
        if (text == null) {
            return SpaceReserve.DEFAULT;
        }
        try {
            long bytes = Long.parseLong(text.strip());
            if (bytes >= 0) {
                return new SpaceReserve(OptionalLong.of(bytes));
            }
        } catch (NumberFormatException noNumber) {
            // Told below, as one that is below zero is.
        }
        throw SettingsException.wrong(OwnKeys.DISK_RESERVE_BYTES, text, "a whole number of bytes, at least 0");
    }

    private List<Path> logDirs() {
        List<String> dirs = values.list(values.get("log.dirs") == null ? "log.dir" : "log.dirs");
        return dirs.stream().map(SettingsReader::absolute).toList();
    }

    private StorageSettings.Cleaner cleaner() {
        return new StorageSettings.Cleaner(
                values.booleanValue("log.cleaner.enable"),
                values.intValue("log.cleaner.threads"),
                values.longValue("log.cleaner.dedupe.buffer.size"),
                values.intValue("log.cleaner.io.buffer.size"),
                values.doubleValue("log.cleaner.io.buffer.load.factor"),
                values.doubleValue("log.cleaner.io.max.bytes.per.second"),
                values.longValue("log.cleaner.backoff.ms"));
    }

    private ControllerSettings controller(int nodeId) {
        List<ControllerSettings.Voter> voters = values.list("controller.quorum.voters").stream()
                .map(SettingsReader::voter)
                .toList();
        if (!voters.isEmpty() && (voters.size() > 1 || voters.getFirst().nodeId() != nodeId)) {
            throw SettingsException.wrong(
                    "controller.quorum.voters",
                    String.join(",", values.list("controller.quorum.voters")),
                    "this node alone (" + nodeId + "@host:port), since there are no clusters yet");
        }
        List<Endpoint> bootstrapServers = values.list("controller.quorum.bootstrap.servers").stream()
                .map(SettingsReader::endpoint)
                .toList();
        return new ControllerSettings(
                voters,
                bootstrapServers,
                new ControllerSettings.Quorum(
                        values.intValue("controller.quorum.election.timeout.ms"),
                        values.intValue("controller.quorum.election.backoff.max.ms"),
                        values.intValue("controller.quorum.fetch.timeout.ms"),
                        values.intValue("controller.quorum.request.timeout.ms"),
                        values.intValue("controller.quorum.retry.backoff.ms"),
                        values.intValue("controller.quorum.append.linger.ms")),
                values.intValue("broker.heartbeat.interval.ms"),
                values.intValue("broker.session.timeout.ms"),
                values.intValue("metadata.max.idle.interval.ms"),
                values.longValue("metadata.log.max.record.bytes.between.snapshots"),
                values.longValue("metadata.log.max.snapshot.interval.ms"),
                new ControllerSettings.MetadataLog(
                        values.intValue("metadata.log.segment.bytes"),
                        values.longValue("metadata.log.segment.ms"),
                        values.longValue("metadata.max.retention.bytes"),
                        values.longValue("metadata.max.retention.ms")));
    }

    private BrokerSettings broker() {
        return new BrokerSettings(
                Runtime.getRuntime().availableProcessors(),
                values.booleanValue("auto.create.topics.enable"),
                values.booleanValue("delete.topic.enable"),
                values.intValue("num.partitions"),
                (short) values.intValue("default.replication.factor"),
                values.intValue("max.request.partition.size.limit"),
                values.intValue("fetch.max.bytes"),
                values.intValue("max.incremental.fetch.session.cache.slots"),
                values.intValue("request.timeout.ms"));
    }

    private GroupCoordinatorSettings groups() {
        return new GroupCoordinatorSettings(
                values.intValue("offsets.topic.num.partitions"),
                values.shortValue("offsets.topic.replication.factor"),
                values.intValue("offsets.topic.segment.bytes"),
                values.intValue("offsets.topic.compression.codec"),
                values.intValue("offsets.commit.timeout.ms"),
                values.intValue("offset.metadata.max.bytes"),
                TimeUnit.MINUTES.toMillis(values.intValue("offsets.retention.minutes")),
                values.longValue("offsets.retention.check.interval.ms"),
                new ClassicSettings(
                        values.intValue("group.max.size"),
                        values.intValue("group.initial.rebalance.delay.ms"),
                        values.intValue("group.min.session.timeout.ms"),
                        values.intValue("group.max.session.timeout.ms")));
    }

    private TransactionCoordinatorSettings transactions() {
        return new TransactionCoordinatorSettings(
                values.intValue("transaction.state.log.num.partitions"),
                values.shortValue("transaction.state.log.replication.factor"),
                values.intValue("transaction.state.log.min.isr"),
                values.intValue("transaction.state.log.segment.bytes"),
                values.intValue("request.timeout.ms"),
                new TransactionSettings(
                        values.intValue("transaction.max.timeout.ms"),
                        values.intValue("transactional.id.expiration.ms"),
                        values.intValue("transaction.abort.timed.out.transaction.cleanup.interval.ms"),
                        values.intValue("transaction.remove.expired.transaction.cleanup.interval.ms"),
                        values.intValue("add.partitions.to.txn.retry.backoff.max.ms"),
                        MARKERS_RETRY_MS,
                        values.intValue("request.timeout.ms")),
                new GuardSettings(
                        values.booleanValue("transaction.partition.verification.enable"),
                        values.intValue("add.partitions.to.txn.retry.backoff.ms"),
                        values.intValue("add.partitions.to.txn.retry.backoff.max.ms")));
    }

    private static ControllerSettings.Voter voter(String entry) {
        int at = entry.indexOf('@');
        return new ControllerSettings.Voter(
                Integer.parseInt(entry.substring(0, at)), endpoint(entry.substring(at + 1)));
    }

    private static Endpoint endpoint(String entry) {
        HostAndPort at = HostAndPort.parse(entry).orElseThrow();
        return new Endpoint(at.host(), at.port());
    }

    private static Path absolute(String folder) {
        return Path.of(folder).toAbsolutePath().normalize();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("ottla-");
        } catch (IOException e) {
            throw new SettingsException("cannot make a temporary folder: " + e.getMessage());
        }
    }
}
