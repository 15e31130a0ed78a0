package io.ottla.controller.driver;

import io.ottla.controller.ControllerEnvironment;
import io.ottla.controller.ControllerSettings;
import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.BrokerHeartbeat;
import io.ottla.controller.decide.Command;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.controller.decide.DecisionRules;
import io.ottla.controller.decide.FakeConfigRules;
import io.ottla.controller.decide.FeaturePolicy;
import io.ottla.controller.decide.RegisterBroker;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ImageBuilder;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.controller.record.MetadataBatches;
import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A controller on a simulated disk and in virtual time, whose turns are run by the test. */
final class Harness {
    static final Path FOLDER = Path.of("/data");
    static final String CLUSTER_ID = "a-cluster";
    static final Uuid DIRECTORY = new Uuid(5, 5);
    static final int NODE = 1;
    static final long SESSION_TIMEOUT_MS = 9_000;
    static final ControllerSettings.Snapshots NO_SNAPSHOTS = new ControllerSettings.Snapshots(Long.MAX_VALUE, 0);

    SimulatedDisk disk;
    long nowMs = 1_700_000_000_000L;
    ControllerSettings.Log log = ControllerSettings.Log.DEFAULTS;
    ControllerSettings.Snapshots snapshots = NO_SNAPSHOTS;
    List<ControllerSettings.Voter> voters = List.of();
    Uuid directory = DIRECTORY;
    final List<Throwable> fatal = new ArrayList<>();
    private final Random random;
    private ControllerLoop loop;

    Harness(long seed) {
        this.random = new Random(seed);
        this.disk = new SimulatedDisk(seed);
    }

    ControllerSettings settings() {
        return new ControllerSettings(
                NODE,
                CLUSTER_ID,
                directory,
                FOLDER,
                List.of(new ListenerEndpoint("CONTROLLER", "localhost", 9093, (short) 0)),
                voters,
                SESSION_TIMEOUT_MS,
                0,
                log,
                snapshots);
    }

    ControllerEnvironment environment(Disk on) {
        DecisionRules rules = new DecisionRules(NODE, 1, (short) 1, new FakeConfigRules(), FeaturePolicy.CURRENT);
        return new ControllerEnvironment(on, () -> nowMs, random, Runnable::run, rules, fatal::add);
    }

    Harness open() throws IOException {
        // The data folder itself was there before.
        disk.createFolders(FOLDER);
        disk.forceDirectory(FOLDER.getParent());
        disk.setTime(nowMs);
        loop = ControllerStart.prepare(settings(), environment(disk));
        return this;
    }

    /** The process dies, and starts again. */
    Harness killAndOpen() throws IOException {
        disk = disk.afterKill();
        return open();
    }

    /** The machine loses power, and starts again. */
    Harness losePowerAndOpen() throws IOException {
        disk = disk.afterPowerLoss();
        return open();
    }

    ControllerLoop loop() {
        return loop;
    }

    ClusterImage image() {
        return loop.image();
    }

    void turn() throws IOException {
        loop.turn(nowMs);
    }

    /** Submits, runs a turn, and returns what was answered. */
    <R> R call(Command<R> command) throws IOException {
        Answer<R> answer = submit(command);
        turn();
        if (answer.error != null) {
            throw new AssertionError(command.name() + " was refused: " + answer.error);
        }
        return answer.reply;
    }

    <R> Answer<R> submit(Command<R> command) {
        Answer<R> answer = new Answer<>();
        loop.submit(command, answer);
        return answer;
    }

    /** Registers and unfences the node's own broker. */
    long startBroker() throws IOException {
        long epoch = call(registration(NODE, directory));
        call(heartbeat(NODE, epoch, false));
        return epoch;
    }

    RegisterBroker registration(int id, Uuid directoryId) {
        return new RegisterBroker(
                id,
                CLUSTER_ID,
                new Uuid(random.nextLong(), random.nextLong()),
                List.of(new ListenerEndpoint("PLAINTEXT", "localhost", 9092, (short) 0)),
                FeaturePolicy.CURRENT.supported(),
                Optional.empty(),
                List.of(directoryId),
                OptionalLong.empty());
    }

    BrokerHeartbeat heartbeat(int id, long epoch, boolean wantShutDown) {
        long offset = image().applied().offset();
        return new BrokerHeartbeat(id, epoch, offset, false, wantShutDown, List.of(), Optional.of(List.of()));
    }

    static CreateTopics topic(String name, int partitions) {
        return new CreateTopics(
                List.of(new CreateTopics.NewTopic(name, partitions, (short) 1, List.of(), Map.of())), false);
    }

    /** What the files of the log add up to, read from their first byte on. */
    ClusterImage replayed() throws IOException {
        ImageBuilder builder = replay().builder();
        return builder.visible();
    }

    private Replay replay() throws IOException {
        Replay replay = new Replay(CLUSTER_ID);
        replay.logBegins();
        Path folder = new MetadataFolder(FOLDER).log();
        for (String name : disk.list(folder)) {
            if (name.endsWith(".log")) {
                MetadataBatches.visit(
                        AtomicFile.read(disk, folder.resolve(name)).orElseThrow(), replay);
            }
        }
        return replay;
    }

    List<String> files(String suffix) throws IOException {
        return disk.list(new MetadataFolder(FOLDER).log()).stream()
                .filter(name -> name.endsWith(suffix))
                .toList();
    }

    /** What was answered to a command. */
    static final class Answer<R> implements Reply<R> {
        R reply;
        ApiError error;
        int count;

        @Override
        public void done(R value) {
            reply = value;
            count++;
        }

        @Override
        public void refused(ApiError refusal) {
            error = refusal;
            count++;
        }
    }
}
