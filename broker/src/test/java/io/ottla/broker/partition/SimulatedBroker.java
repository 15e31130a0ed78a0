package io.ottla.broker.partition;

import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.Principal;
import io.ottla.broker.dispatch.RequestContext;
import io.ottla.broker.net.ConnectionInfo;
import io.ottla.broker.shard.Shard;
import io.ottla.broker.shard.Shards;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageBuilder;
import io.ottla.controller.image.ImageDelta;
import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.DataFolderException;
import io.ottla.storage.dirs.LogDir;
import io.ottla.storage.dirs.LogDirs;
import io.ottla.storage.dirs.OpenRequest;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.log.StorageFailure;
import io.ottla.storage.producer.ProducerSettings;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.ConfigRecord;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import io.ottla.wire.record.metadata.PartitionRecord;
import io.ottla.wire.record.metadata.RegisterBrokerRecord;
import io.ottla.wire.record.metadata.RemoveTopicRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import io.ottla.wire.record.metadata.UnfenceBrokerRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The data path of a broker without threads: shards whose turns the test takes, a disk in memory, virtual time, and a cluster
 * image made of records. {@link #settle} lets everything happen that is due now.
 */
public final class SimulatedBroker implements KeeperTools {
    public static final int NODE_ID = 1;
    public static final String LISTENER = "PLAINTEXT";
    private static final int SETTLE_ROUNDS_MAX = 10_000;
    private static final List<Path> DIRS = List.of(Path.of("/data/a"), Path.of("/data/b"));

    public final SimulatedDisk disk;
    public final Shards shards;
    public final PartitionService service;
    public final List<LogDir> offlineDirs = new ArrayList<>();
    private final Deque<Runnable> keeperTasks = new ArrayDeque<>();
    private final Deque<Runnable> flushes = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private final ImageBuilder images;
    private final Random random = new Random(7);
    private final List<BiConsumer<ClusterImage, ImageDelta>> imageFollowers = new ArrayList<>();
    private ClusterImage published;
    private long nowMs = 1_000_000;

    private record Later(long atMs, Runnable task) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            return Long.compare(atMs, other.atMs);
        }
    }

    private SimulatedBroker(SimulatedDisk disk, int shardCount, Map<String, String> configs, ImageBuilder images) {
        this.disk = disk;
        this.shards = Shards.withoutThreads(shardCount, 1 << 16);
        this.images = images;
        this.published = images.image();
        disk.setTime(nowMs);
        this.service = new PartitionService(
                new PartitionService.Setup(
                        NODE_ID,
                        shards,
                        openDirs(disk),
                        BrokerConfigs.of(configs),
                        new HousekeepingIntervals(300_000, 1_000, 60_000, 60_000, 5_000, 600_000),
                        new CleanerSettings(true, 1, 1 << 20, 0.9, 20_000, 1e9, 15_000),
                        64,
                        random,
                        offlineDirs::add),
                this,
                new BackgroundWork(
                        this::flush,
                        new CleanerWork(this::flush, threads -> {}, bytesPerSecond -> bytes -> {}),
                        this::flush,
                        this::flush,
                        bytesPerSecond -> bytes -> {}));
        var unused = service.start(published);
        settle();
    }

    /** A broker on an empty disk. */
    public static SimulatedBroker start(int shards) {
        return start(shards, Map.of());
    }

    /** A broker on an empty disk with configurations of its own. */
    public static SimulatedBroker start(int shards, Map<String, String> configs) {
        ImageBuilder images = new ImageBuilder(ClusterImage.empty("cluster-of-the-test"));
        RegisterBrokerRecord.BrokerEndpoint endpoint = new RegisterBrokerRecord.BrokerEndpoint()
                .name(LISTENER)
                .host("broker.test")
                .port(9092)
                .securityProtocol((short) 0);
        images.apply(new RegisterBrokerRecord()
                .brokerId(NODE_ID)
                .brokerEpoch(5)
                .incarnationId(new Uuid(1, 1))
                .endPoints(List.of(endpoint))
                .fenced(true));
        images.apply(new UnfenceBrokerRecord().id(NODE_ID).epoch(5));
        return new SimulatedBroker(emptyDisk(), shards, configs, images);
    }

    private static SimulatedDisk emptyDisk() {
        SimulatedDisk disk = new SimulatedDisk(3);
        try {
            disk.createFolders(Path.of("/data"));
            disk.forceDirectory(Path.of("/"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return disk;
    }

    /** The broker that is started after this one has ended, on what {@code left} says is left of the disk. */
    public SimulatedBroker startAgain(SimulatedDisk left) {
        return new SimulatedBroker(left, shards.all().size(), Map.of(), images);
    }

    private LogDirs openDirs(Disk disk) {
        try {
            return LogDirs.open(
                    disk,
                    new OpenRequest(
                            DIRS, DIRS.getFirst(), NODE_ID, Optional.empty(), "cluster-of-the-test", this::newId));
        } catch (DataFolderException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** Ends in good order. */
    public void stop() {
        settle();
        var stopped = service.stopFlushing();
        settle();
        var closed = service.closeLogs();
        settle();
        keeperTasks.add(() -> service.closeDirs(5, stopped.isDone() && closed.isDone()));
        settle();
    }

    // The cluster.

    /** Creates a topic with {@code partitions} partitions that this broker leads, and the configs {@code key, value, ...}. */
    public Uuid createTopic(String name, int partitions, String... configs) {
        Uuid id = newId();
        images.apply(new TopicRecord().name(name).topicId(id));
        for (int partition = 0; partition < partitions; partition++) {
            images.apply(partition(id, partition, NODE_ID));
        }
        for (int i = 0; i < configs.length; i += 2) {
            images.apply(config(name, configs[i], configs[i + 1]));
        }
        publish();
        return id;
    }

    private static PartitionRecord partition(Uuid topicId, int partition, int leader) {
        return new PartitionRecord()
                .topicId(topicId)
                .partitionId(partition)
                .replicas(List.of(NODE_ID))
                .isr(List.of(NODE_ID))
                .leader(leader)
                .leaderEpoch(0)
                .partitionEpoch(0);
    }

    private static ConfigRecord config(String topic, String key, String value) {
        return new ConfigRecord()
                .resourceType((byte) 2)
                .resourceName(topic)
                .name(key)
                .value(value);
    }

    public void setConfig(String topic, String key, String value) {
        images.apply(config(topic, key, value));
        publish();
    }

    /** Makes {@code leader} lead, under the next epoch; this broker stays a replica. */
    public void elect(Uuid topicId, int partition, int leader) {
        images.apply(new PartitionChangeRecord()
                .topicId(topicId)
                .partitionId(partition)
                .leader(leader));
        publish();
    }

    /** Like {@link #elect}, without letting anything happen yet. */
    public void electWithoutSettling(Uuid topicId, int partition, int leader) {
        images.apply(new PartitionChangeRecord()
                .topicId(topicId)
                .partitionId(partition)
                .leader(leader));
        publishWithoutSettling();
    }

    public void deleteTopic(Uuid topicId) {
        images.apply(new RemoveTopicRecord().topicId(topicId));
        publish();
    }

    /** Has {@code follower} told of every change of the cluster from now on, after the partitions. */
    public void follow(BiConsumer<ClusterImage, ImageDelta> follower) {
        imageFollowers.add(follower);
    }

    /** Lets the broker know of the records since, without letting anything happen yet. */
    public void publishWithoutSettling() {
        ClusterImage before = published;
        published = images.image();
        ImageDelta delta = images.takeDelta(before);
        service.keeper().changed(published, delta);
        imageFollowers.forEach(follower -> follower.accept(published, delta));
    }

    private void publish() {
        publishWithoutSettling();
        settle();
    }

    /** Applies a record that {@link #publishWithoutSettling} will publish. */
    public void apply(ApiMessage record) {
        images.apply(record);
    }

    // Requests.

    /** Sends a request; what becomes of it is in the returned place once it has been settled. */
    public <Q extends ApiMessage, R extends ApiMessage> Answered<R> send(
            ApiHandler<Q, R> handler, int version, Q request) {
        Answered<R> answered = new Answered<>(version);
        handler.handle(context(version), request, answered);
        return answered;
    }

    /** Sends a request, lets everything happen that is due, and returns the response. */
    public <Q extends ApiMessage, R extends ApiMessage> R call(ApiHandler<Q, R> handler, int version, Q request) {
        Answered<R> answered = send(handler, version, request);
        settle();
        return answered.response();
    }

    private RequestContext context(int version) {
        InetSocketAddress address = InetSocketAddress.createUnresolved("client.test", 1);
        return new RequestContext(
                new ConnectionInfo(1, LISTENER, address, address),
                Principal.ANONYMOUS,
                (short) version,
                1,
                "test-client",
                100,
                nowMs);
    }

    /** The partition, which must be open. */
    public Partition partition(String topic, int partition) {
        TopicPartition name = new TopicPartition(topic, partition);
        return service.partitions().tableOf(name).online(name);
    }

    // Time.

    /** Lets all that is due now happen: messages, timers, work in the background. */
    public void settle() {
        for (int round = 0; round < SETTLE_ROUNDS_MAX; round++) {
            boolean busy = runAll(keeperTasks);
            busy |= runAll(flushes);
            for (Shard shard : shards.all()) {
                busy |= shard.turn(nowMs) > 0;
            }
            if (!busy) {
                return;
            }
        }
        throw new IllegalStateException("never comes to rest");
    }

    /** Takes one turn of every shard, and leaves work in the background where it is. */
    public void turnShards() {
        shards.all().forEach(shard -> shard.turn(nowMs));
    }

    /** Does what the keeper's thread has to do, and leaves the rest. */
    public void runKeeper() {
        runAll(keeperTasks);
    }

    /** Lets time pass for the shards alone; work in the background gets nowhere. */
    public void advanceShardsOnly(long ms) {
        nowMs += ms;
        turnShards();
    }

    /** How many flushes wait to be run. */
    public int flushesDue() {
        return flushes.size();
    }

    /** Lets time pass, in steps, with all that falls due. */
    public void advance(long ms) {
        long endMs = nowMs + ms;
        while (nowMs < endMs) {
            nowMs = Math.min(endMs, nowMs + Math.max(1, ms / 20));
            disk.setTime(nowMs);
            while (!later.isEmpty() && later.peek().atMs() <= nowMs) {
                keeperTasks.add(later.remove().task());
            }
            settle();
        }
    }

    private static boolean runAll(Deque<Runnable> tasks) {
        boolean any = false;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            any = true;
        }
        return any;
    }

    // What the keeper needs.

    @Override
    public Disk disk() {
        return disk;
    }

    @Override
    public ProducerSettings producerSettings() {
        return ProducerSettings.DEFAULTS;
    }

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public Uuid newId() {
        return new Uuid(random.nextLong() >>> 1, random.nextLong());
    }

    @Override
    public Executor worker() {
        return keeperTasks::add;
    }

    @Override
    public Executor recovery() {
        return Runnable::run;
    }

    @Override
    public void later(long delayMs, Runnable task) {
        later.add(new Later(nowMs + delayMs, task));
    }

    private void flush(Runnable task, Consumer<Optional<StorageFailure>> done) {
        flushes.add(() -> {
            try {
                task.run();
                done.accept(Optional.empty());
            } catch (StorageFailure failure) {
                done.accept(Optional.of(failure));
            }
        });
    }
}
