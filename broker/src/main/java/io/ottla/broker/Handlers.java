package io.ottla.broker;

import io.ottla.broker.api.ConfigOfThisBroker;
import io.ottla.broker.api.DataHandlers;
import io.ottla.broker.api.GroupHandlers;
import io.ottla.broker.api.GroupRequests;
import io.ottla.broker.api.TransactionHandlers;
import io.ottla.broker.api.alterclientquotas.AlterClientQuotasHandler;
import io.ottla.broker.api.alterconfigs.AlterConfigsHandler;
import io.ottla.broker.api.alterpartitionreassignments.AlterPartitionReassignmentsHandler;
import io.ottla.broker.api.apiversions.ApiVersionsHandler;
import io.ottla.broker.api.apiversions.Features;
import io.ottla.broker.api.createpartitions.CreatePartitionsHandler;
import io.ottla.broker.api.createtopics.CreateTopicsHandler;
import io.ottla.broker.api.deletetopics.DeleteTopicsHandler;
import io.ottla.broker.api.describeclientquotas.DescribeClientQuotasHandler;
import io.ottla.broker.api.describecluster.DescribeClusterHandler;
import io.ottla.broker.api.describeconfigs.DescribeConfigsHandler;
import io.ottla.broker.api.describequorum.DescribeQuorumHandler;
import io.ottla.broker.api.describetopicpartitions.DescribeTopicPartitionsHandler;
import io.ottla.broker.api.describeuserscramcredentials.DescribeUserScramCredentialsHandler;
import io.ottla.broker.api.electleaders.ElectLeadersHandler;
import io.ottla.broker.api.findcoordinator.FindCoordinatorHandler;
import io.ottla.broker.api.incrementalalterconfigs.IncrementalAlterConfigsHandler;
import io.ottla.broker.api.listconfigresources.ListConfigResourcesHandler;
import io.ottla.broker.api.listpartitionreassignments.ListPartitionReassignmentsHandler;
import io.ottla.broker.api.metadata.MetadataHandler;
import io.ottla.broker.api.updatefeatures.UpdateFeaturesHandler;
import io.ottla.broker.config.BrokerSettings;
import io.ottla.broker.config.GroupCoordinatorSettings;
import io.ottla.broker.config.Settings;
import io.ottla.broker.dispatch.ApiHandler;
import io.ottla.broker.dispatch.HandlerTable;
import io.ottla.broker.logging.LogLevels;
import io.ottla.broker.metadata.AutoCreation;
import io.ottla.broker.metadata.InternalTopicCreation;
import io.ottla.broker.metadata.NodeAddresses;
import io.ottla.broker.partition.PartitionService;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.transaction.TransactionParts;
import io.ottla.controller.Controller;
import io.ottla.controller.decide.FeaturePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The handlers of all APIs that work. What is listed here is what the broker offers, and what ApiVersions says.
 *
 * @param addresses where clients are told that brokers are
 * @param random safe from several threads
 */
record Handlers(
        Settings settings,
        Controller controller,
        PartitionService partitions,
        GroupRequests groups,
        TransactionParts transactions,
        ClientQuotas quotas,
        NodeAddresses addresses,
        RandomGenerator random) {

    HandlerTable table() {
        List<ApiHandler<?, ?>> handlers = new ArrayList<>();
        handlers.addAll(data());
        handlers.addAll(cluster());
        handlers.addAll(topics());
        handlers.addAll(configs());
        handlers.addAll(GroupHandlers.of(groups, controller::image, transactions.guarded()));
        handlers.addAll(TransactionHandlers.of(
                transactions.coordinators(), transactions.producerIds(), groups, controller::image));
        handlers.add(new ApiVersionsHandler(List.copyOf(handlers), this::features));
        return new HandlerTable(handlers);
    }

    private List<ApiHandler<?, ?>> data() {
        BrokerSettings broker = settings.broker();
        return DataHandlers.of(
                partitions,
                new DataHandlers.Terms(quotas, broker.fetchMaxBytes(), broker.fetchSessionSlots(), random),
                transactions);
    }

    private List<ApiHandler<?, ?>> cluster() {
        Optional<AutoCreation> autoCreation = settings.broker().autoCreateTopics()
                ? Optional.of(new AutoCreation(controller::submit))
                : Optional.empty();
        return List.of(
                new MetadataHandler(controller::image, addresses, autoCreation),
                new DescribeClusterHandler(controller::image, addresses),
                new DescribeTopicPartitionsHandler(
                        controller::image, addresses, settings.broker().maxRequestPartitions()),
                new DescribeQuorumHandler(controller),
                new FindCoordinatorHandler(
                        controller::image,
                        addresses,
                        offsetsTopic(),
                        InternalTopicCreation.ofTransactions(controller::submit, settings.transactions())),
                new UpdateFeaturesHandler(controller));
    }

    private InternalTopicCreation offsetsTopic() {
        GroupCoordinatorSettings groupSettings = settings.groups();
        return InternalTopicCreation.ofOffsets(
                controller::submit,
                groupSettings.topicPartitions(),
                groupSettings.topicReplicationFactor(),
                groupSettings.topicSegmentBytes());
    }

    private List<ApiHandler<?, ?>> topics() {
        return List.of(
                new CreateTopicsHandler(controller, ownConfig()::now),
                new DeleteTopicsHandler(controller, settings.broker().deleteTopics()),
                new CreatePartitionsHandler(controller),
                new ElectLeadersHandler(controller),
                new AlterPartitionReassignmentsHandler(controller),
                new ListPartitionReassignmentsHandler(controller::image));
    }

    private List<ApiHandler<?, ?>> configs() {
        LogLevels logLevels = LogLevels.ofThisProcess();
        return List.of(
                new DescribeConfigsHandler(ownConfig(), logLevels),
                new AlterConfigsHandler(controller, ownConfig()),
                new IncrementalAlterConfigsHandler(controller, ownConfig(), logLevels),
                new ListConfigResourcesHandler(controller::image),
                new DescribeClientQuotasHandler(controller::image),
                new AlterClientQuotasHandler(controller),
                new DescribeUserScramCredentialsHandler(controller::image));
    }

    private ConfigOfThisBroker ownConfig() {
        return new ConfigOfThisBroker(settings.node().nodeId(), settings.configs(), controller::image);
    }

    private Features features() {
        SortedMap<String, Features.Levels> supported = new TreeMap<>();
        FeaturePolicy.CURRENT
                .supported()
                .forEach((name, range) -> supported.put(name, new Features.Levels(range.min(), range.max())));
        return new Features(
                supported,
                controller.finalizedFeatures(),
                controller.image().applied().offset());
    }
}
