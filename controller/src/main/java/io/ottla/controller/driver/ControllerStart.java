package io.ottla.controller.driver;

import io.ottla.controller.Controller;
import io.ottla.controller.ControllerEnvironment;
import io.ottla.controller.ControllerSettings;
import io.ottla.controller.decide.Activation;
import io.ottla.controller.decide.Command;
import io.ottla.controller.decide.Ids;
import io.ottla.controller.decide.RegisterController;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.ControllerRegistration;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.image.OffsetAndEpoch;
import io.ottla.controller.raft.RaftCore;
import io.ottla.controller.raft.ReplicaKey;
import io.ottla.controller.raft.Voter;
import io.ottla.controller.raft.VoterSet;
import io.ottla.storage.disk.Disk;
import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a controller: formats its folder if nobody has, reads the snapshot and the log behind it, is elected, and writes
 * what a new leader has to. All of that takes place on the caller's thread; what is written shares one sync.
 */
public final class ControllerStart {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerStart.class);

    private final ControllerSettings settings;
    private final ControllerEnvironment environment;
    private final MetadataFolder folder;
    private final ClusterFormat format;
    private final ReplicaKey self;
    private final long nowMs;

    private ControllerStart(ControllerSettings settings, ControllerEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
        this.folder = new MetadataFolder(settings.metadataLogDir());
        this.format = new ClusterFormat(environment.disk(), folder);
        this.self = new ReplicaKey(settings.nodeId(), settings.directoryId());
        this.nowMs = environment.clockMs().getAsLong();
    }

    /**
     * Opens the controller whose folder {@code settings} names, and returns it running: its image is all that was ever
     * committed.
     *
     * @throws IOException when the folder cannot be read, or holds what is no metadata log of this node's
     */
    public static Controller open(ControllerSettings settings, ControllerEnvironment environment) throws IOException {
        ControllerLoop loop = prepare(settings, environment);
        loop.start();
        return loop;
    }

    /** The same, with the thread not started: its owner runs its turns. */
    static ControllerLoop prepare(ControllerSettings settings, ControllerEnvironment environment) throws IOException {
        return new ControllerStart(settings, environment).run();
    }

    private ControllerLoop run() throws IOException {
        Disk disk = environment.disk();
        if (!disk.exists(folder.log())) {
            disk.createFolders(folder.log());
            disk.forceDirectory(folder.dataFolder());
        }
        if (format.isMissing()) {
            format.write(settings, environment.rules().features(), nowMs);
        }
        format.writePartitionMetadata();
        SnapshotStore store = SnapshotStore.open(disk, folder);
        MetadataLog log = MetadataLog.open(disk, folder, settings.log(), environment.random(), nowMs);
        try {
            return start(store, log);
        } catch (IOException | RuntimeException e) {
            log.abandon();
            throw e;
        }
    }

    private ControllerLoop start(SnapshotStore store, MetadataLog log) throws IOException {
        Replay replay = replay(store, log);
        Quorum quorum = joinQuorum(replay, log, store);
        quorum.start(Quorum.self(self, settings.listeners()), replay.votersAreInLog(), nowMs);
        BrokerSessions sessions = new BrokerSessions(settings.brokerSessionTimeoutMs());
        MetadataMachine machine = new MetadataMachine(
                log,
                quorum,
                sessions,
                replay.builder(),
                new MetadataMachine.Deciding(environment.rules(), environment.random()),
                settings.log().segmentBytes());
        machine.noteStaged(nowMs);
        long snapshotOffset = store.latest().map(OffsetAndEpoch::offset).orElse(0L) - 1;
        activate(machine, replay.builder().inTransaction());
        machine.sync();
        sessions.activate(machine.image(), settings.nodeId(), nowMs);
        Inbox inbox = new Inbox();
        ControllerLoop loop = new ControllerLoop(new ControllerParts(
                settings,
                environment,
                inbox,
                log,
                quorum,
                sessions,
                machine,
                new SnapshotWriter(environment, settings, store, log, inbox::wake),
                new SnapshotSchedule(settings.snapshots(), snapshotOffset, nowMs)));
        ClusterImage image = machine.image();
        LOG.info(
                "Controller {} leads epoch {} of cluster {}: {} topics, {} brokers, log end offset {}",
                settings.nodeId(),
                quorum.epoch(),
                settings.clusterId(),
                image.topics().byName().size(),
                image.nodes().brokers().size(),
                log.nextOffset());
        return loop;
    }

    private Replay replay(SnapshotStore store, MetadataLog log) throws IOException {
        Replay replay = new Replay(settings.clusterId());
        Optional<OffsetAndEpoch> snapshot = store.latest();
        try {
            if (snapshot.isPresent()) {
                new CheckpointFiles(environment.disk()).read(folder.snapshot(snapshot.get()), replay);
                replay.snapshotEnds(snapshot.get());
                if (isBehind(log, snapshot.get())) {
                    log.restartAt(snapshot.get(), nowMs);
                }
            } else {
                replay.logBegins();
            }
            log.read(snapshot.map(OffsetAndEpoch::offset).orElse(0L), replay);
        } catch (MalformedMessage e) {
            throw new IOException("The metadata log in " + folder.log() + " is damaged: " + e.getMessage(), e);
        }
        return replay;
    }

    /** A snapshot may go further than the log when it came from another node, or the log lost its end. */
    private static boolean isBehind(MetadataLog log, OffsetAndEpoch snapshot) {
        int lastEpoch = log.lastEpoch(0);
        return snapshot.epoch() > lastEpoch || (snapshot.epoch() == lastEpoch && snapshot.offset() > log.nextOffset());
    }

    private Quorum joinQuorum(Replay replay, MetadataLog log, SnapshotStore store) throws IOException {
        QuorumStateFile file = new QuorumStateFile(environment.disk(), folder.quorumState());
        VoterSet voters = replay.kraftVersion() > 0 ? replay.voters() : staticVoters(file);
        if (replay.kraftVersion() > Quorum.KRAFT_VERSION_MAX) {
            throw new IOException("The metadata log in " + folder.log() + " has kraft.version " + replay.kraftVersion()
                    + ", and this build supports up to " + Quorum.KRAFT_VERSION_MAX);
        }
        if (!voters.isOnlyVoter(self)) {
            throw new IOException("Node " + settings.nodeId() + " with directory id " + settings.directoryId()
                    + " is not the only voter of the metadata quorum, which this build needs. Voters: " + voters);
        }
        int epochOfSnapshot = store.latest().map(OffsetAndEpoch::epoch).orElse(0);
        RaftCore core = new RaftCore(self, voters, file.read(), log.lastEpoch(epochOfSnapshot), log.nextOffset());
        return new Quorum(core, file, log, replay.kraftVersion());
    }

    /** Those of the settings; where these name none, those of the last election. */
    private VoterSet staticVoters(QuorumStateFile file) throws IOException {
        List<ControllerSettings.Voter> voters = new ArrayList<>(settings.voters());
        ListenerEndpoint own = settings.listeners().get(0);
        if (voters.isEmpty()) {
            file.readVoters().forEach(id -> voters.add(new ControllerSettings.Voter(id, own.host(), own.port())));
        }
        String listener = own.listener();
        return new VoterSet(voters.stream()
                .map(voter -> new Voter(
                        new ReplicaKey(voter.id(), Uuid.ZERO),
                        List.of(new Voter.Endpoint(listener, voter.host(), voter.port())),
                        (short) 0,
                        (short) 0))
                .toList());
    }

    private void activate(MetadataMachine machine, boolean inTransaction) throws IOException {
        Activation activation =
                new Activation(format.readBootstrap(environment.rules().features()), inTransaction);
        execute(machine, activation);
        if (machine.image().features().metadataVersion().isEmpty()) {
            throw new IOException(folder.bootstrap() + " has no level of " + MetadataVersion.FEATURE);
        }
        execute(machine, new RegisterController(registration()));
    }

    private <R> void execute(MetadataMachine machine, Command<R> command) {
        Pending<R> pending = new Pending<>(command, new NoReply<>());
        machine.execute(pending, nowMs);
        pending.release();
    }

    private ControllerRegistration registration() {
        TreePMap<String, ListenerEndpoint> listeners = TreePMap.empty();
        for (ListenerEndpoint listener : settings.listeners()) {
            listeners = listeners.plus(listener.listener(), listener);
        }
        return new ControllerRegistration(
                settings.nodeId(),
                Ids.random(environment.random()),
                false,
                listeners,
                TreePMap.from(environment.rules().features().supported()));
    }
}
