package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.RegisterControllerRecord;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.TreePMap;

/**
 * A controller as it registered (KIP-919).
 *
 * @param incarnationId drawn by the process at its start
 * @param listeners by the listener's name
 * @param features the levels of each feature that it supports
 */
public record ControllerRegistration(
        int id,
        Uuid incarnationId,
        boolean zkMigrationReady,
        TreePMap<String, ListenerEndpoint> listeners,
        TreePMap<String, FeatureRange> features) {

    static ControllerRegistration of(RegisterControllerRecord record) {
        TreePMap<String, ListenerEndpoint> listeners = TreePMap.empty();
        for (RegisterControllerRecord.ControllerEndpoint endpoint : record.endPoints()) {
            listeners = listeners.plus(
                    endpoint.name(),
                    new ListenerEndpoint(
                            endpoint.name(), endpoint.host(), endpoint.port(), endpoint.securityProtocol()));
        }
        TreePMap<String, FeatureRange> features = TreePMap.empty();
        for (RegisterControllerRecord.ControllerFeature feature : record.features()) {
            features = features.plus(
                    feature.name(), new FeatureRange(feature.minSupportedVersion(), feature.maxSupportedVersion()));
        }
        return new ControllerRegistration(
                record.controllerId(), record.incarnationId(), record.zkMigrationReady(), listeners, features);
    }

    public RegisterControllerRecord toRecord() {
        List<RegisterControllerRecord.ControllerEndpoint> endpoints = new ArrayList<>();
        for (ListenerEndpoint listener : listeners.values()) {
            endpoints.add(new RegisterControllerRecord.ControllerEndpoint()
                    .name(listener.listener())
                    .host(listener.host())
                    .port(listener.port())
                    .securityProtocol(listener.securityProtocol()));
        }
        List<RegisterControllerRecord.ControllerFeature> supported = new ArrayList<>();
        features.forEach((name, range) -> supported.add(new RegisterControllerRecord.ControllerFeature()
                .name(name)
                .minSupportedVersion(range.min())
                .maxSupportedVersion(range.max())));
        return new RegisterControllerRecord()
                .controllerId(id)
                .incarnationId(incarnationId)
                .zkMigrationReady(zkMigrationReady)
                .endPoints(endpoints)
                .features(supported);
    }
}
