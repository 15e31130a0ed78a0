package io.ottla.compat.disk;

import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetSettings;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.TopicPartition;

/** A broker's two data folders, between which a replica can move; the metadata stays in the first. */
record TwoFolders(TargetSettings settings, Path first, Path second) {

    static TwoFolders in(Path temporary) {
        TargetSettings one = TargetSettings.in(temporary.resolve("work"));
        Path first = one.dataFolder();
        Path second = temporary.resolve("second");
        TargetSettings both = one.with("log.dirs", first + "," + second).with("metadata.log.dir", first.toString());
        return new TwoFolders(both, first, second);
    }

    /** Where the replica itself is, and not a copy on its way. */
    Path of(Target target, TopicPartition partition) {
        return isIn(target, first, partition) ? first : second;
    }

    Path otherThan(Path folder) {
        return folder.equals(first) ? second : first;
    }

    /** Whether the replica itself is in the folder, and not a copy on its way. */
    static boolean isIn(Target target, Path folder, TopicPartition partition) {
        ReplicaInfo found = Folders.of(target, folder).replicaInfos().get(partition);
        return found != null && !found.isFuture();
    }
}
