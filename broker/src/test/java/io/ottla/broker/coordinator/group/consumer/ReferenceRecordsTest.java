package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRecord;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde;
import org.junit.jupiter.api.Test;

/** What groups write is read by the reference, and what the reference makes of it is the same bytes again. */
class ReferenceRecordsTest {
    private final GroupCoordinatorRecordSerde serde = new GroupCoordinatorRecordSerde();

    @Test
    void theReferenceReadsAndWritesTheSameBytes() {
        Coordinator coordinator = new Coordinator();
        Script script = new Script(coordinator).topic("foo", 5).topic("bar", 3);
        script.join("a", "foo", "bar")
                .join("b", "foo")
                .beat("a")
                .beat("b")
                .beat("a")
                .beat("b");
        script.send(
                "c",
                script.joinOf("c")
                        .instanceId("i")
                        .rackId("r")
                        .subscribedTopicRegex("b.*")
                        .serverAssignor("range"));
        script.beat("a").beat("c").beat("c").leave("b").beat("a").beat("c");
        script.send("c", script.beatOf("c").instanceId("i").memberEpoch(-2));
        coordinator.advance(60_000);
        assertThat(coordinator.log()).hasSizeGreaterThan(30);
        assertThat(coordinator.log().stream().map(LoggedRecords::type).distinct())
                .containsExactlyInAnyOrder((short) 3, (short) 5, (short) 6, (short) 7, (short) 8, (short) 16);
        coordinator.log().forEach(this::assertSame);
    }

    private void assertSame(LoggedRecords ours) {
        ByteBuffer value = ours.value().map(ByteBuffer::duplicate).orElse(null);
        CoordinatorRecord theirs = serde.deserialize(ours.key().duplicate(), value);
        assertThat(ByteBuffer.wrap(serde.serializeKey(theirs))).isEqualTo(ours.key());
        byte[] theirValue = serde.serializeValue(theirs);
        assertThat(theirValue == null).isEqualTo(ours.value().isEmpty());
        if (theirValue != null) {
            assertThat(ByteBuffer.wrap(theirValue)).isEqualTo(ours.value().get());
        }
    }
}
