package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.message.ConsumerProtocolSubscription;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the coordinator reads in what consumers say to each other. */
class SubscribedTopicsTest {

    private static ClassicGroup group(String protocolType, ByteBuffer... metadataOfMembers) {
        Roster roster = Roster.EMPTY;
        for (ByteBuffer metadata : metadataOfMembers) {
            roster = roster.with(ClassicMember.idle(
                    new ClassicMember.Identity("m" + roster.size(), Optional.empty(), "c", "/h"),
                    new ClassicMember.Timeouts(1, 1),
                    List.of(new MemberProtocol("range", metadata)),
                    Bytes.EMPTY));
        }
        Generation generation = new Generation(1, Optional.of(protocolType), Optional.of("range"), Optional.of("m0"));
        ClassicGroup.Standing stable = new ClassicGroup.Standing(ClassicState.STABLE, OptionalLong.empty());
        return new ClassicGroup(
                "g",
                stable,
                generation,
                roster,
                JoinProgress.NONE,
                ConsumerMetadata.subscribedTopics(generation, roster));
    }

    @Test
    void areThoseOfAllMembersInAnyVersion() {
        ConsumerProtocolSubscription rich = new ConsumerProtocolSubscription()
                .topics(List.of("b", "c"))
                .generationId(7)
                .rackId("r");
        ClassicGroup group = group(
                "consumer", TestSubscription.of(List.of("a")), TestSubscription.written(rich, 3), newer(List.of("z")));
        assertThat(group.subscribedTopics()).contains(Set.of("a", "b", "c", "z"));
        assertThat(ConsumerMetadata.subscription(group.member("m1").metadata("range"))
                        .orElseThrow())
                .isEqualTo(rich);
    }

    /** A version that nobody knows yet begins as version 0 does. */
    private static ByteBuffer newer(List<String> topics) {
        ByteBuffer known = TestSubscription.of(topics);
        ByteBuffer newer = ByteBuffer.allocate(known.remaining() + 16);
        newer.put(known).rewind();
        return newer.putShort(0, (short) 9);
    }

    @Test
    void areUnknownWhenOneMemberCannotBeRead() {
        for (ByteBuffer bad : List.of(
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(1),
                ByteBuffer.wrap(new byte[] {-1, -1, 0, 0, 0, 0}),
                ByteBuffer.wrap(new byte[] {0, 0, 127, 127, 127, 127}),
                ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 0, 1, 0, 9}))) {
            ClassicGroup group = group("consumer", TestSubscription.of(List.of("a")), bad);
            assertThat(group.subscribedTopics()).isEmpty();
            assertThat(group.isSubscribedTo("anything")).isTrue();
            assertThat(OffsetExpiry.of(group)).isEqualTo(new OffsetExpiry.Never());
        }
    }

    @Test
    void areNoneOfTheCoordinatorsBusinessElsewhere() {
        ClassicGroup group = group("connect", TestSubscription.of(List.of("a")));
        assertThat(group.subscribedTopics()).isEmpty();
        assertThat(group.isSubscribedTo("a")).isFalse();
    }

    @Test
    void malformedAssignmentsAreEmpty() {
        assertThat(ConsumerMetadata.assignment(ByteBuffer.wrap(new byte[] {0, 1, 9})))
                .isEmpty();
        assertThat(ConsumerMetadata.version(ByteBuffer.wrap(new byte[] {0, 3, 9})))
                .contains((short) 3);
        assertThat(ConsumerMetadata.version(ByteBuffer.wrap(new byte[] {0}))).isEmpty();
    }
}
