package io.ottla.controller.decide;

import io.ottla.controller.image.ConfigResource;
import io.ottla.controller.image.TopicImage;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.record.metadata.ClearElrRecord;
import io.ottla.wire.record.metadata.ConfigRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * New configurations for one resource, checked.
 *
 * @param records what makes them so; none when there is an error
 */
record ConfigChange(List<VersionedRecord> records, Optional<ApiError> error) {
    static final String MIN_INSYNC_REPLICAS = "min.insync.replicas";
    private static final String CORDONED_LOG_DIRS = "cordoned.log.dirs";

    /** The configurations that a topic is created with. */
    static ConfigChange ofNewTopic(ConfigResource resource, Map<String, String> configs, DecisionInput input) {
        SortedMap<String, Optional<String>> changes = new TreeMap<>();
        configs.forEach((key, value) -> changes.put(key, Optional.of(value)));
        return of(resource, changes, true, input);
    }

    /** @param changes by key the new value; empty to take it away */
    static ConfigChange of(ConfigResource resource, SortedMap<String, Optional<String>> changes, DecisionInput input) {
        return of(resource, changes, false, input);
    }

    private static ConfigChange of(
            ConfigResource resource,
            SortedMap<String, Optional<String>> changes,
            boolean resourceIsNew,
            DecisionInput input) {
        SortedMap<String, String> before = input.image().configs().of(resource);
        SortedMap<String, String> after = new TreeMap<>(before);
        List<VersionedRecord> records = new ArrayList<>();
        for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
            String key = change.getKey();
            String value = change.getValue().orElse(null);
            boolean differs = !Optional.ofNullable(before.get(key)).equals(change.getValue());
            // A broker's configurations are written even if nothing changes: that makes brokers load them again, and
            // with them the files that they name.
            if (!differs && resource.type() != ConfigResource.Type.BROKER) {
                continue;
            }
            Optional<ApiError> refused = refusalOf(resource, key, value, input);
            if (refused.isPresent()) {
                return new ConfigChange(List.of(), refused);
            }
            if (value == null) {
                after.remove(key);
            } else {
                after.put(key, value);
            }
            records.add(new VersionedRecord(
                    new ConfigRecord()
                            .resourceType(resource.type().id())
                            .resourceName(resource.name())
                            .name(key)
                            .value(value),
                    0));
        }
        Optional<ApiError> error = validate(resource, after, before, input)
                .or(() -> resourceIsNew ? Optional.empty() : existence(resource, input));
        if (error.isPresent()) {
            return new ConfigChange(List.of(), error);
        }
        if (changesMinInsyncReplicas(records) && input.image().features().hasEligibleLeaderReplicas()) {
            String topic = resource.type() == ConfigResource.Type.TOPIC ? resource.name() : "";
            records.add(new VersionedRecord(new ClearElrRecord().topicName(topic), 0));
        }
        return new ConfigChange(records, Optional.empty());
    }

    private static Optional<ApiError> refusalOf(
            ConfigResource resource, String key, String value, DecisionInput input) {
        boolean broker = resource.type() == ConfigResource.Type.BROKER;
        boolean elr = input.image().features().hasEligibleLeaderReplicas();
        if (broker && elr && key.equals(MIN_INSYNC_REPLICAS) && !resource.name().isEmpty()) {
            return invalid("Broker-level " + MIN_INSYNC_REPLICAS + " cannot be altered while ELR is enabled.");
        }
        if (broker && elr && key.equals(MIN_INSYNC_REPLICAS) && value == null) {
            return invalid("Cluster-level " + MIN_INSYNC_REPLICAS + " cannot be removed while ELR is enabled.");
        }
        if (broker && key.equals(CORDONED_LOG_DIRS) && !input.version().hasCordonedDirectories()) {
            return invalid("The " + CORDONED_LOG_DIRS
                    + " configuration value cannot be set because it requires metadata.version >= 4.3-IV0");
        }
        if (value != null && value.length() > Short.MAX_VALUE) {
            return invalid("The configuration value cannot be added because it exceeds the maximum value size of "
                    + Short.MAX_VALUE + " bytes.");
        }
        return Optional.empty();
    }

    private static Optional<ApiError> validate(
            ConfigResource resource, Map<String, String> after, Map<String, String> before, DecisionInput input) {
        return ConfigResources.checkName(resource)
                .or(() -> input.rules().configs().rejection(resource, after, before));
    }

    private static Optional<ApiError> existence(ConfigResource resource, DecisionInput input) {
        return switch (resource.type()) {
            case TOPIC -> {
                TopicImage topic = input.image().topics().topic(resource.name());
                yield topic != null
                        ? Optional.empty()
                        : Optional.of(new ApiError(
                                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                                "The topic '" + resource.name() + "' does not exist."));
            }
            case BROKER -> {
                boolean known = resource.name().isEmpty() || isNode(Integer.parseInt(resource.name()), input);
                yield known
                        ? Optional.empty()
                        : Optional.of(new ApiError(
                                ErrorCode.BROKER_ID_NOT_REGISTERED, "No node with id " + resource.name() + " found."));
            }
            case BROKER_LOGGER, CLIENT_METRICS, GROUP, UNKNOWN -> Optional.empty();
        };
    }

    private static boolean isNode(int id, DecisionInput input) {
        return id == input.rules().nodeId()
                || input.image().nodes().broker(id) != null
                || input.image().nodes().controllers().containsKey(id);
    }

    private static boolean changesMinInsyncReplicas(List<VersionedRecord> records) {
        return records.stream()
                .anyMatch(record -> record.message() instanceof ConfigRecord config
                        && config.name().equals(MIN_INSYNC_REPLICAS));
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_CONFIG, message));
    }
}
