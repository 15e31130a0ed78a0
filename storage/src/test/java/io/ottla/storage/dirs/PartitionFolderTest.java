package io.ottla.storage.dirs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.storage.TopicPartition;
import io.ottla.storage.dirs.PartitionFolder.State;
import io.ottla.wire.io.Uuid;
import org.junit.jupiter.api.Test;

class PartitionFolderTest {
    @Test
    void readsTheNamesOfTheReference() {
        assertThat(PartitionFolder.parse("my-topic-3"))
                .contains(new PartitionFolder(new TopicPartition("my-topic", 3), State.CURRENT));
        assertThat(PartitionFolder.parse("a.b-0.0123456789abcdef0123456789abcdef-delete"))
                .contains(new PartitionFolder(new TopicPartition("a.b", 0), State.DELETED));
        assertThat(PartitionFolder.parse("a-0.0123-stray"))
                .contains(new PartitionFolder(new TopicPartition("a", 0), State.STRAY));
        assertThat(PartitionFolder.parse("a-0.0123-future"))
                .contains(new PartitionFolder(new TopicPartition("a", 0), State.FUTURE));
        for (String name : new String[] {"topic", "-0", "t-", "t-x", "lost+found", "t-99999999999"}) {
            assertThat(PartitionFolder.parse(name)).as(name).isEmpty();
        }
    }

    @Test
    void readsWhatItWrites() {
        TopicPartition partition = new TopicPartition("t-1.x", 7);
        assertThat(PartitionFolder.parse(PartitionFolder.nameOf(partition)))
                .contains(new PartitionFolder(partition, State.CURRENT));
        assertThat(PartitionFolder.parse(PartitionFolder.deletedNameOf(partition, new Uuid(-1, 1))))
                .contains(new PartitionFolder(partition, State.DELETED));
    }

    @Test
    void cutsATopicThatLeavesNoRoom() {
        TopicPartition partition = new TopicPartition("x".repeat(249), 12);
        String name = PartitionFolder.deletedNameOf(partition, new Uuid(1, 2));
        assertThat(name).hasSize(255).contains("-12.").endsWith("-delete");
    }
}
