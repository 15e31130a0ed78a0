package io.ottla.compat.disk;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/** What a broker tells of its data folders. */
final class Folders {
    private Folders() {}

    static LogDirDescription of(Target target, Path folder) {
        try (Admin admin = Clients.admin(target)) {
            return Clients.get(admin.describeLogDirs(List.of(1)).allDescriptions())
                    .get(1)
                    .get(folder.toString());
        }
    }

    /** Which of a topic's partitions are in a folder. */
    static List<TopicPartition> partitionsIn(Target target, Path folder, String topic, int partitions) {
        Map<TopicPartition, ?> replicas = of(target, folder).replicaInfos();
        return IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(topic, p))
                .filter(replicas::containsKey)
                .toList();
    }
}
