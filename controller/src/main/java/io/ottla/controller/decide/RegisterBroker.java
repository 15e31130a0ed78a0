package io.ottla.controller.decide;

import io.ottla.controller.image.BrokerRegistration;
import io.ottla.controller.image.ClusterImage;
import io.ottla.controller.image.DirectoryIds;
import io.ottla.controller.image.FeatureRange;
import io.ottla.controller.image.FeaturesImage;
import io.ottla.controller.image.ListenerEndpoint;
import io.ottla.controller.image.MetadataVersion;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/**
 * Makes a broker known, or a new start of one that is. It begins fenced. The reply is the broker's epoch.
 *
 * @param clusterId the cluster that the broker takes itself for a part of
 * @param incarnationId drawn by the broker at its start
 * @param listeners where it can be reached
 * @param features the levels it supports, {@code metadata.version} among them
 * @param logDirs the ids of its data folders that are online
 * @param previousBrokerEpoch the epoch with which the broker last went down in good order, if it knows one
 */
public record RegisterBroker(
        int brokerId,
        String clusterId,
        Uuid incarnationId,
        List<ListenerEndpoint> listeners,
        SortedMap<String, FeatureRange> features,
        Optional<String> rack,
        List<Uuid> logDirs,
        OptionalLong previousBrokerEpoch)
        implements Command<Long> {

    public RegisterBroker {
        listeners = List.copyOf(listeners);
        logDirs = List.copyOf(logDirs);
    }

    @Override
    public Decision<Long> decide(DecisionInput input) {
        BrokerRegistration existing = input.image().nodes().broker(brokerId);
        Optional<ApiError> error = checkIdentity(existing, input)
                .or(() -> checkDirectories(input.image()))
                .or(() -> checkFeatures(input));
        if (error.isPresent()) {
            return new Decision.Rejected<>(error.get());
        }
        boolean same = existing != null && existing.incarnationId().equals(incarnationId);
        PartitionUpdates updates = new PartitionUpdates(input);
        if (!same) {
            cleanUpAfter(existing, input, updates);
        }
        BrokerRegistration registration = registration(same ? existing : null, input);
        MetadataVersion version = input.version();
        List<VersionedRecord> records = updates.records();
        // Last, so that a broker whose registration got lost registers again, and the rest is done again.
        records.add(new VersionedRecord(registration.toRecord(version), version.registerBrokerRecordVersion()));
        long registeredAt = input.nextOffset() + records.size() - 1;
        return Decision.of(
                records,
                registration.epoch(),
                new SessionChange.Registered(brokerId, registration.epoch(), same, registeredAt));
    }

    private BrokerRegistration registration(BrokerRegistration amended, DecisionInput input) {
        TreePMap<String, ListenerEndpoint> byName = TreePMap.empty();
        for (ListenerEndpoint listener : listeners) {
            byName = byName.plus(listener.listener(), listener);
        }
        return new BrokerRegistration(
                brokerId,
                amended == null ? input.nextOffset() : amended.epoch(),
                incarnationId,
                byName,
                TreePMap.from(features),
                rack,
                amended == null || amended.fenced(),
                amended != null && amended.inControlledShutdown(),
                false,
                input.version().hasDirectoryAssignment() ? logDirs : List.of(),
                Optional.empty());
    }

    private void cleanUpAfter(BrokerRegistration existing, DecisionInput input, PartitionUpdates updates) {
        boolean clean = existing != null
                && previousBrokerEpoch.isPresent()
                && previousBrokerEpoch.getAsLong() == existing.epoch();
        if (input.image().features().hasEligibleLeaderReplicas() && !clean) {
            updates.brokerWentUncleanly(brokerId);
        } else {
            updates.brokerGoes(brokerId);
        }
    }

    private Optional<ApiError> checkIdentity(BrokerRegistration existing, DecisionInput input) {
        if (!clusterId.equals(input.image().clusterId())) {
            return error(
                    ErrorCode.INCONSISTENT_CLUSTER_ID,
                    "Expected cluster ID " + input.image().clusterId() + ", but got cluster ID " + clusterId);
        }
        if (existing != null
                && !existing.incarnationId().equals(incarnationId)
                && input.sessions().isValid(brokerId, existing.epoch(), input.nowMs())) {
            return error(
                    ErrorCode.DUPLICATE_BROKER_REGISTRATION,
                    "Another broker is registered with that broker id. If the broker was recently restarted this should"
                            + " self-resolve once the heartbeat manager expires the broker's session.");
        }
        return Optional.empty();
    }

    private Optional<ApiError> checkDirectories(ClusterImage image) {
        if (!image.metadataVersion().hasDirectoryAssignment()) {
            return Optional.empty();
        }
        if (logDirs.isEmpty()) {
            return error(ErrorCode.INVALID_REGISTRATION, "No directories specified in request");
        }
        if (logDirs.stream().anyMatch(DirectoryIds::isReserved)) {
            return error(ErrorCode.INVALID_REGISTRATION, "Reserved directory ID in request");
        }
        if (new HashSet<>(logDirs).size() != logDirs.size()) {
            return error(ErrorCode.INVALID_REGISTRATION, "Duplicate directory ID in request");
        }
        for (BrokerRegistration other : image.nodes().allBrokers()) {
            for (Uuid directory : logDirs) {
                if (other.id() != brokerId && other.directories().contains(directory)) {
                    return error(
                            ErrorCode.INVALID_REGISTRATION,
                            "Broker " + other.id() + " is already registered with directory " + directory);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ApiError> checkFeatures(DecisionInput input) {
        if (!features.containsKey(MetadataVersion.FEATURE)) {
            return error(
                    ErrorCode.INVALID_REGISTRATION,
                    "Request features do not contain '" + MetadataVersion.FEATURE + "'");
        }
        FeaturesImage finalised = input.image().features();
        SortedMap<String, Short> levels =
                new TreeMap<>(input.rules().features().effectiveLevels(finalised, input.kraftVersion()));
        features.keySet().forEach(name -> levels.putIfAbsent(name, (short) 0));
        for (Map.Entry<String, Short> entry : levels.entrySet()) {
            FeatureRange range = features.getOrDefault(entry.getKey(), FeatureRange.DISABLED);
            if (!range.contains(entry.getValue())) {
                return error(
                        ErrorCode.UNSUPPORTED_VERSION,
                        "Unable to register because the broker does not support finalized version " + entry.getValue()
                                + " of " + entry.getKey() + ". The broker wants a version between " + range.min()
                                + " and " + range.max() + ", inclusive.");
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> error(ErrorCode code, String message) {
        return Optional.of(new ApiError(code, message));
    }
}
