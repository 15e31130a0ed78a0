package io.ottla.compat.tools;

import java.util.List;
import java.util.stream.Stream;

/** The APIs of the reference's broker listener with the versions it offers, as its own tool prints them. */
final class ServedApis {
    /** What a broker must serve so that producers, consumers, their groups and administrators can work. */
    static final List<String> REQUIRED = List.of(
            "Produce(0): 0 to 13",
            "Fetch(1): 4 to 18",
            "ListOffsets(2): 1 to 11",
            "Metadata(3): 0 to 13",
            "OffsetCommit(8): 2 to 10",
            "OffsetFetch(9): 1 to 10",
            "FindCoordinator(10): 0 to 6",
            "JoinGroup(11): 0 to 9",
            "Heartbeat(12): 0 to 4",
            "LeaveGroup(13): 0 to 5",
            "SyncGroup(14): 0 to 5",
            "DescribeGroups(15): 0 to 6",
            "ListGroups(16): 0 to 5",
            "ApiVersions(18): 0 to 4",
            "CreateTopics(19): 2 to 7",
            "DeleteTopics(20): 1 to 6",
            "DeleteRecords(21): 0 to 2",
            "InitProducerId(22): 0 to 5",
            "OffsetForLeaderEpoch(23): 2 to 4",
            "DescribeConfigs(32): 1 to 4",
            "AlterConfigs(33): 0 to 2",
            "AlterReplicaLogDirs(34): 1 to 2",
            "DescribeLogDirs(35): 1 to 5",
            "CreatePartitions(37): 0 to 3",
            "DeleteGroups(42): 0 to 2",
            "ElectLeaders(43): 0 to 2",
            "IncrementalAlterConfigs(44): 0 to 1",
            "AlterPartitionReassignments(45): 0 to 1",
            "ListPartitionReassignments(46): 0",
            "OffsetDelete(47): 0",
            "DescribeClientQuotas(48): 0 to 1",
            "AlterClientQuotas(49): 0 to 1",
            "DescribeUserScramCredentials(50): 0",
            "DescribeQuorum(55): 0 to 2",
            "DescribeCluster(60): 0 to 2",
            "DescribeProducers(61): 0",
            "ConsumerGroupHeartbeat(68): 0 to 1",
            "ConsumerGroupDescribe(69): 0 to 1",
            "ListConfigResources(74): 0 to 1",
            "DescribeTopicPartitions(75): 0");

    private static final List<String> OTHERS = List.of(
            "SaslHandshake(17): 0 to 1",
            "AddPartitionsToTxn(24): 0 to 5",
            "AddOffsetsToTxn(25): 0 to 4",
            "EndTxn(26): 0 to 5",
            "WriteTxnMarkers(27): 1 to 2",
            "TxnOffsetCommit(28): 0 to 5",
            "DescribeAcls(29): 1 to 3",
            "CreateAcls(30): 1 to 3",
            "DeleteAcls(31): 1 to 3",
            "SaslAuthenticate(36): 0 to 2",
            "CreateDelegationToken(38): 1 to 3",
            "RenewDelegationToken(39): 1 to 2",
            "ExpireDelegationToken(40): 1 to 2",
            "DescribeDelegationToken(41): 1 to 3",
            "AlterUserScramCredentials(51): 0",
            "UpdateFeatures(57): 0 to 2",
            "UnregisterBroker(64): 0",
            "DescribeTransactions(65): 0",
            "ListTransactions(66): 0 to 2",
            "ShareGroupHeartbeat(76): 1",
            "ShareGroupDescribe(77): 1",
            "ShareFetch(78): 1 to 2",
            "ShareAcknowledge(79): 1 to 2",
            "AddRaftVoter(80): 0 to 1",
            "RemoveRaftVoter(81): 0",
            "InitializeShareGroupState(83): 0",
            "ReadShareGroupState(84): 0",
            "WriteShareGroupState(85): 0 to 1",
            "DeleteShareGroupState(86): 0",
            "ReadShareGroupStateSummary(87): 0 to 1",
            "StreamsGroupHeartbeat(88): 0",
            "StreamsGroupDescribe(89): 0",
            "DescribeShareGroupOffsets(90): 0 to 1",
            "AlterShareGroupOffsets(91): 0",
            "DeleteShareGroupOffsets(92): 0");

    static final List<String> REFERENCE =
            Stream.concat(REQUIRED.stream(), OTHERS.stream()).toList();

    private ServedApis() {}
}
