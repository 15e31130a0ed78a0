package io.ottla.compat.groups;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A topic, an admin client, and one group that a test may form; all are let go of after it. */
abstract class OneGroupOfATopic extends OnBothTargets {
    private final String name;
    private final int partitionCount;

    Admin admin;
    String topic;
    List<TopicPartition> partitions;
    Group group;

    OneGroupOfATopic(String name, int partitionCount) {
        this.name = name;
        this.partitionCount = partitionCount;
    }

    @BeforeEach
    void createTopic() {
        admin = Clients.admin(target);
        topic = uniqueTopic(name);
        partitions = Group.partitions(topic, partitionCount);
        Clients.createTopic(target, topic, partitionCount, Map.of());
    }

    @AfterEach
    void close() {
        if (group != null) {
            group.close();
        }
        admin.close();
    }

    void begin(GroupKind kind) {
        group = new Group(target, kind, "group-of-" + topic);
    }
}
