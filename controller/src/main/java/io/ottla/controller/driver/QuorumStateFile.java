package io.ottla.controller.driver;

import io.ottla.controller.raft.ElectionState;
import io.ottla.controller.raft.ReplicaKey;
import io.ottla.controller.raft.VoterSet;
import io.ottla.storage.disk.AtomicFile;
import io.ottla.storage.disk.Disk;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The last election, in the file {@code quorum-state}: one line of JSON. Version 1 goes with a dynamic quorum:
 *
 * <pre>
 *   {"leaderId":1,"leaderEpoch":2,"votedId":-1,"votedDirectoryId":"AAAAAAAAAAAAAAAAAAAAAA","data_version":1}
 * </pre>
 *
 * and version 0 with static voters:
 *
 * <pre>
 *   {"clusterId":"","leaderId":1,"leaderEpoch":2,"votedId":-1,"appliedOffset":0,
 *    "currentVoters":[{"voterId":1}],"data_version":0}
 * </pre>
 */
final class QuorumStateFile {
    private static final int NOBODY = -1;

    private final Disk disk;
    private final Path file;

    QuorumStateFile(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /** @throws IOException when the file cannot be read, or is something else */
    ElectionState read() throws IOException {
        return read(QuorumStateFile::electionState).orElse(ElectionState.INITIAL);
    }

    /**
     * The ids of the voters that the file names, which it does for a quorum of static voters. Empty when there is no file yet.
     *
     * @throws IOException when the file cannot be read, or is something else
     */
    List<Integer> readVoters() throws IOException {
        return read(QuorumStateFile::voters).orElse(List.of());
    }

    private <T> Optional<T> read(Function<Map<String, Object>, T> meaning) throws IOException {
        Optional<ByteBuffer> content = AtomicFile.read(disk, file);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        String text = StandardCharsets.UTF_8.decode(content.get()).toString();
        try {
            return Optional.of(meaning.apply(FlatJson.parseObject(text)));
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException e) {
            throw new IOException(file + " is no quorum state: " + text.strip(), e);
        }
    }

    private static List<Integer> voters(Map<String, Object> fields) {
        List<Integer> ids = new ArrayList<>();
        for (Object voter : (List<?>) fields.getOrDefault("currentVoters", List.of())) {
            ids.add(number((Map<?, ?>) voter, "voterId"));
        }
        return ids;
    }

    private static ElectionState electionState(Map<String, Object> fields) {
        int version = number(fields, "data_version");
        if (version < 0 || version > 1) {
            throw new IllegalArgumentException("no quorum state has the version " + version);
        }
        int leaderId = number(fields, "leaderId");
        int votedId = number(fields, "votedId");
        Uuid votedDirectory = version == 0 ? Uuid.ZERO : Uuid.parse((String) fields.get("votedDirectoryId"));
        return new ElectionState(
                number(fields, "leaderEpoch"),
                leaderId == NOBODY ? OptionalInt.empty() : OptionalInt.of(leaderId),
                votedId == NOBODY ? Optional.empty() : Optional.of(new ReplicaKey(votedId, votedDirectory)));
    }

    private static int number(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Long number) {
            return Math.toIntExact(number);
        }
        throw new IllegalArgumentException("there is no number " + name);
    }

    /** Replaces the file, durably. */
    void write(ElectionState state, VoterSet voters, short kraftVersion) throws IOException {
        int leaderId = state.leaderId().orElse(NOBODY);
        int votedId = state.votedFor().map(ReplicaKey::id).orElse(NOBODY);
        String text;
        if (kraftVersion == 0) {
            String ids =
                    voters.ids().stream().map(id -> "{\"voterId\":" + id + "}").collect(Collectors.joining(","));
            text = "{\"clusterId\":\"\",\"leaderId\":" + leaderId + ",\"leaderEpoch\":" + state.epoch()
                    + ",\"votedId\":" + votedId + ",\"appliedOffset\":0,\"currentVoters\":[" + ids
                    + "],\"data_version\":0}";
        } else {
            Uuid votedDirectory = state.votedFor().map(ReplicaKey::directoryId).orElse(Uuid.ZERO);
            text = "{\"leaderId\":" + leaderId + ",\"leaderEpoch\":" + state.epoch() + ",\"votedId\":" + votedId
                    + ",\"votedDirectoryId\":\"" + votedDirectory + "\",\"data_version\":1}";
        }
        AtomicFile.replace(disk, file, StandardCharsets.UTF_8.encode(text));
    }
}
