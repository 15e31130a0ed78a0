package io.ottla.bench.groups;

import io.ottla.bench.load.Frames;
import io.ottla.wire.api.ApiKey;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.OffsetCommitRequest;
import io.ottla.wire.message.OffsetCommitResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Commits of one offset each, by groups without members. */
final class Commits {
    /** The last version that names its topic. */
    private static final int VERSION = 9;

    private static final int GROUPS_A_CONNECTION = 10;

    private Commits() {}

    /** The conversations of this many connections; each has groups of its own, and commits for each partition in turn. */
    static List<Cycle> over(int connections, Topic topic) {
        List<Cycle> cycles = new ArrayList<>();
        for (int connection = 0; connection < connections; connection++) {
            List<ByteBuffer> frames = new ArrayList<>();
            for (int i = 0; i < GROUPS_A_CONNECTION; i++) {
                String group = "committing-%05d".formatted(connection * GROUPS_A_CONNECTION + i);
                for (int partition = 0; partition < topic.partitions(); partition++) {
                    frames.add(Frames.request(ApiKey.OFFSET_COMMIT, VERSION, commit(group, topic.name(), partition)));
                }
            }
            cycles.add(new Cycle(ApiKey.OFFSET_COMMIT, VERSION, frames, Commits::error));
        }
        return cycles;
    }

    private static OffsetCommitRequest commit(String group, String topic, int partition) {
        OffsetCommitRequest.OffsetCommitRequestPartition offset = new OffsetCommitRequest.OffsetCommitRequestPartition()
                .partitionIndex(partition)
                .committedOffset(1_000)
                .committedMetadata("");
        return new OffsetCommitRequest()
                .groupId(group)
                .memberId("")
                .generationIdOrMemberEpoch(-1)
                .topics(List.of(new OffsetCommitRequest.OffsetCommitRequestTopic()
                        .name(topic)
                        .partitions(List.of(offset))));
    }

    private static int error(WireReader body) {
        return OffsetCommitResponse.read(body, VERSION)
                .topics()
                .getFirst()
                .partitions()
                .getFirst()
                .errorCode();
    }
}
