/**
 * The reference's own command line tools, run as an administrator would run them, against either broker. Each
 * test is also a cell of the matrix, by {@link io.ottla.compat.tools.ToolCells}.
 *
 * <p>All main classes of {@code kafka-tools} and of the broker's jar, and what tests them:
 *
 * <pre>
 * BrokerApiVersionsCommand, ClusterTool,        ClusterToolsTest
 *   LogDirsCommand, MetadataQuorumCommand
 * ClientCompatibilityTest                       ClientCompatibilityTest
 * ClientMetricsCommand                          ClientMetricsCommandTest
 * ConfigCommand                                 ConfigCommandTest, QuotaCommandTest,
 *                                                 groups.GroupConfigCommandTest
 * ConsoleConsumer, ConsoleProducer              ConsoleClientsTest, groups.ConsoleGroupTest
 * ConsumerGroupCommand, GroupsCommand           groups.ConsumerGroupCommandTest
 * ConsumerPerformance, EndToEndLatency          PerformanceToolsTest
 * DeleteRecordsCommand, GetOffsetShell          OffsetToolsTest
 * DumpLogSegments                               formats.DumpedFilesTest, formats.DumpedTransactionsTest
 * FeatureCommand                                FeatureChangeTest
 * LeaderElectionCommand                         LeaderElectionTest
 * LogCompactionTester                           LogCompactionTesterTest
 * ProducerPerformance                           ProducerPerformanceTest
 * ReassignPartitionsCommand                     disk.ReassignedReplicaTest
 * ReplicaVerificationTool                       ReplicaVerificationTest
 * StreamsResetter                               StreamsResetterTest
 * TopicCommand                                  TopicCommandTest
 * TransactionalMessageCopier                    transactions.MessageCopierTest
 * TransactionsCommand                           transactions.TransactionToolsTest
 * VerifiableConsumer, VerifiableProducer        groups.VerifiableClientsTest
 *
 * not yet, for what the broker does not have:
 * AclCommand, DelegationTokenCommand, OAuthCompatibilityTool              security
 * ConsoleShareConsumer, ShareConsumerPerformance, ShareGroupCommand,
 *   VerifiableShareConsumer                                               share groups
 * StreamsGroupCommand                                                     streams groups
 *
 * never, since no broker is asked: ConnectPluginPath, JmxTool, StorageTool, Kafka
 * </pre>
 */
package io.ottla.compat.tools;
