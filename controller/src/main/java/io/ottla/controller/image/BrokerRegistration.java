package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.BrokerRegistrationChangeRecord;
import io.ottla.wire.record.metadata.RegisterBrokerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;

/**
 * A broker as it registered, and how it has fared since.
 *
 * @param id the broker's node id
 * @param epoch the offset in the log at which this incarnation registered
 * @param incarnationId drawn by the process at its start
 * @param listeners by the listener's name
 * @param features the levels of each feature that it supports
 * @param fenced it may not lead partitions, nor be shown to clients
 * @param directories the ids of its log directories that are online, sorted
 * @param cordonedDirectories those that get no new replicas; empty until the broker has told
 */
public record BrokerRegistration(
        int id,
        long epoch,
        Uuid incarnationId,
        TreePMap<String, ListenerEndpoint> listeners,
        TreePMap<String, FeatureRange> features,
        Optional<String> rack,
        boolean fenced,
        boolean inControlledShutdown,
        boolean migratingZkBroker,
        List<Uuid> directories,
        Optional<List<Uuid>> cordonedDirectories) {

    private static final byte UNFENCE = -1;
    private static final byte FENCE = 1;

    public BrokerRegistration {
        directories = directories.stream().sorted().toList();
        cordonedDirectories = cordonedDirectories.map(List::copyOf);
    }

    static BrokerRegistration of(RegisterBrokerRecord record) {
        TreePMap<String, ListenerEndpoint> listeners = TreePMap.empty();
        for (RegisterBrokerRecord.BrokerEndpoint endpoint : record.endPoints()) {
            listeners = listeners.plus(
                    endpoint.name(),
                    new ListenerEndpoint(
                            endpoint.name(), endpoint.host(), endpoint.port(), endpoint.securityProtocol()));
        }
        TreePMap<String, FeatureRange> features = TreePMap.empty();
        for (RegisterBrokerRecord.BrokerFeature feature : record.features()) {
            features = features.plus(
                    feature.name(), new FeatureRange(feature.minSupportedVersion(), feature.maxSupportedVersion()));
        }
        return new BrokerRegistration(
                record.brokerId(),
                record.brokerEpoch(),
                record.incarnationId(),
                listeners,
                features,
                Optional.ofNullable(record.rack()),
                record.fenced(),
                record.inControlledShutdown(),
                record.isMigratingZkBroker(),
                record.logDirs(),
                Optional.ofNullable(record.cordonedLogDirs()));
    }

    BrokerRegistration merge(BrokerRegistrationChangeRecord change) {
        return new BrokerRegistration(
                id,
                epoch,
                incarnationId,
                listeners,
                features,
                rack,
                switch (change.fenced()) {
                    case UNFENCE -> false;
                    case FENCE -> true;
                    case 0 -> fenced;
                    default ->
                        throw new InvalidRecordException(
                                "broker " + id + ": fencing cannot change by " + change.fenced());
                },
                switch (change.inControlledShutdown()) {
                    case 1 -> true;
                    case 0 -> inControlledShutdown;
                    default ->
                        throw new InvalidRecordException("broker " + id + ": controlled shutdown cannot change by "
                                + change.inControlledShutdown());
                },
                migratingZkBroker,
                change.logDirs().isEmpty() ? directories : change.logDirs(),
                change.cordonedLogDirs() == null ? cordonedDirectories : Optional.of(change.cordonedLogDirs()));
    }

    BrokerRegistration withFenced(boolean newFenced) {
        BrokerRegistrationChangeRecord change = new BrokerRegistrationChangeRecord();
        return merge(change.fenced(newFenced ? FENCE : UNFENCE));
    }

    /** This registration as a record of the version that {@code version} asks for. */
    public RegisterBrokerRecord toRecord(MetadataVersion version) {
        List<RegisterBrokerRecord.BrokerEndpoint> endpoints = new ArrayList<>();
        for (ListenerEndpoint listener : listeners.values()) {
            endpoints.add(new RegisterBrokerRecord.BrokerEndpoint()
                    .name(listener.listener())
                    .host(listener.host())
                    .port(listener.port())
                    .securityProtocol(listener.securityProtocol()));
        }
        List<RegisterBrokerRecord.BrokerFeature> supported = new ArrayList<>();
        features.forEach((name, range) -> supported.add(new RegisterBrokerRecord.BrokerFeature()
                .name(name)
                .minSupportedVersion(range.min())
                .maxSupportedVersion(range.max())));
        RegisterBrokerRecord record = new RegisterBrokerRecord()
                .brokerId(id)
                .brokerEpoch(epoch)
                .incarnationId(incarnationId)
                .endPoints(endpoints)
                .features(supported)
                .rack(rack.orElse(null))
                .fenced(fenced)
                .inControlledShutdown(inControlledShutdown);
        if (version.registerBrokerRecordVersion() >= 2) {
            record.isMigratingZkBroker(migratingZkBroker);
        }
        if (version.hasDirectoryAssignment()) {
            record.logDirs(directories);
        }
        if (version.hasCordonedDirectories()) {
            record.cordonedLogDirs(cordonedDirectories.orElse(null));
        }
        return record;
    }

    /** Whether it may lead partitions and be in sync: neither fenced nor on its way down. */
    public boolean isActive() {
        return !fenced && !inControlledShutdown;
    }

    /** Whether a replica in {@code directory} can be read and written. */
    public boolean hasOnline(Uuid directory) {
        return DirectoryIds.isOnline(directory, directories);
    }

    /** Whether a new replica may be put into at least one of its directories. */
    public boolean hasUncordonedDirectory() {
        return directories.isEmpty()
                || cordonedDirectories.isEmpty()
                || !cordonedDirectories.get().containsAll(directories);
    }

    /** The directory that a new replica goes to, as far as the controller can say. */
    public Uuid defaultDirectory() {
        return switch (directories.size()) {
            case 0 -> DirectoryIds.MIGRATING;
            case 1 -> directories.get(0);
            default -> DirectoryIds.UNASSIGNED;
        };
    }
}
