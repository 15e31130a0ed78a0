package io.ottla.client.v21;

import static io.ottla.compat.versions.ClientFeature.since;

import io.ottla.compat.versions.ClientDriver;
import io.ottla.compat.versions.ClientFeature;
import java.util.List;
import java.util.Map;

/** The features that 2.1 knows, and those that a setting turns on. */
public final class Driver implements ClientDriver {
    private static final String FIRST = "2.1";

    /** The last versions before it know the consumer protocol only as a preview. */
    private static final String CONSUMER_PROTOCOL = "3.9";

    @Override
    public List<ClientFeature> features() {
        return List.of(
                since(FIRST, "produce, uncompressed", run -> Producing.compressed(run, "none")),
                since(FIRST, "produce, gzip", run -> Producing.compressed(run, "gzip")),
                since(FIRST, "produce, snappy", run -> Producing.compressed(run, "snappy")),
                since(FIRST, "produce, lz4", run -> Producing.compressed(run, "lz4")),
                since(FIRST, "produce, zstd", run -> Producing.compressed(run, "zstd")),
                since(FIRST, "produce with acks 0, 1 and all", Producing::acknowledged),
                since(FIRST, "produce idempotently", Producing::idempotent),
                since(FIRST, "headers and timestamps", Producing::headers),
                since(FIRST, "transaction, committed", Transactions::committed),
                since(FIRST, "transaction, aborted", Transactions::aborted),
                since(FIRST, "transaction with offsets", Transactions::withOffsets)
                        .before("2.8"),
                since(FIRST, "transactional id taken over", Transactions::fenced),
                since(FIRST, "assign and seek", Consuming::assigned),
                since(FIRST, "offsets by time", Consuming::byTime),
                since(FIRST, "pause and resume", Consuming::paused),
                since(FIRST, "subscribe to a pattern", Groups::pattern),
                since(FIRST, "commit, and go on from there", Groups::committed),
                since(FIRST, "classic group, range", run -> Groups.classic(run, "Range", Map.of())),
                since(FIRST, "classic group, round robin", run -> Groups.classic(run, "RoundRobin", Map.of())),
                since(FIRST, "classic group, sticky", run -> Groups.classic(run, "Sticky", Map.of())),
                since("2.4", "classic group, cooperative", run -> Groups.classic(run, "CooperativeSticky", Map.of())),
                since("2.3", "static member", Groups::staticMember),
                since(
                        CONSUMER_PROTOCOL,
                        "consumer group, uniform",
                        run -> Groups.shared(run, Groups.consumerProtocol("uniform"))),
                since(
                        CONSUMER_PROTOCOL,
                        "consumer group, range",
                        run -> Groups.shared(run, Groups.consumerProtocol("range"))),
                since(FIRST, "admin: create, list and delete topics", Administration::topics),
                since(FIRST, "admin: describe topics", Administration::describedTopics)
                        .before("4.0"),
                since(FIRST, "admin: add partitions", Administration::partitions),
                since(FIRST, "admin: describe configs", Administration::configs),
                since(FIRST, "admin: alter configs as a whole", Administration::alteredConfigs)
                        .before("4.0"),
                since(FIRST, "admin: delete records", Administration::deletedRecords),
                since(FIRST, "admin: describe the cluster", Administration::cluster),
                since(FIRST, "admin: list, describe and delete groups", Administration::groups));
    }
}
