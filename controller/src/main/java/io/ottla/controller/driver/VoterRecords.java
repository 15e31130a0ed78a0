package io.ottla.controller.driver;

import io.ottla.controller.raft.ReplicaKey;
import io.ottla.controller.raft.Voter;
import io.ottla.controller.raft.VoterSet;
import io.ottla.wire.message.VotersRecord;
import java.util.List;

/** Voters as they stand in control records. */
final class VoterRecords {
    private VoterRecords() {}

    static VotersRecord toRecord(VoterSet voters) {
        return new VotersRecord()
                .voters(voters.all().stream().map(VoterRecords::toRecord).toList());
    }

    static VoterSet fromRecord(VotersRecord record) {
        return new VoterSet(
                record.voters().stream().map(VoterRecords::fromRecord).toList());
    }

    private static VotersRecord.Voter toRecord(Voter voter) {
        return new VotersRecord.Voter()
                .voterId(voter.key().id())
                .voterDirectoryId(voter.key().directoryId())
                .endpoints(voter.endpoints().stream()
                        .map(endpoint -> new VotersRecord.Endpoint()
                                .name(endpoint.name())
                                .host(endpoint.host())
                                .port(endpoint.port()))
                        .toList())
                .kRaftVersionFeature(new VotersRecord.KRaftVersionFeature()
                        .minSupportedVersion(voter.minKRaftVersion())
                        .maxSupportedVersion(voter.maxKRaftVersion()));
    }

    private static Voter fromRecord(VotersRecord.Voter voter) {
        List<Voter.Endpoint> endpoints = voter.endpoints().stream()
                .map(endpoint -> new Voter.Endpoint(endpoint.name(), endpoint.host(), endpoint.port()))
                .toList();
        return new Voter(
                new ReplicaKey(voter.voterId(), voter.voterDirectoryId()),
                endpoints,
                voter.kRaftVersionFeature().minSupportedVersion(),
                voter.kRaftVersionFeature().maxSupportedVersion());
    }
}
