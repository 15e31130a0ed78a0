package io.ottla.controller.driver;

import io.ottla.controller.ControllerEnvironment;
import io.ottla.controller.ControllerSettings;

/** What a controller's thread is made of. */
record ControllerParts(
        ControllerSettings settings,
        ControllerEnvironment environment,
        Inbox inbox,
        MetadataLog log,
        Quorum quorum,
        BrokerSessions sessions,
        MetadataMachine machine,
        SnapshotWriter snapshots,
        SnapshotSchedule schedule) {}
