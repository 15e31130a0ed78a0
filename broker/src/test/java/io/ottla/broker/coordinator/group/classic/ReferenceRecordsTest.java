package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.runtime.CoordinatorRecord;
import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.record.group.GroupMetadataKey;
import io.ottla.wire.record.group.GroupMetadataValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordHelpers;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde;
import org.apache.kafka.coordinator.group.classic.ClassicGroupMember;
import org.apache.kafka.coordinator.group.classic.ClassicGroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of groups are, byte for byte, what the reference writes for the same group; each reads the other's. */
class ReferenceRecordsTest {
    private final GroupCoordinatorRecordSerde reference = new GroupCoordinatorRecordSerde();

    private static org.apache.kafka.coordinator.group.classic.ClassicGroup referenceGroup() {
        org.apache.kafka.coordinator.group.classic.ClassicGroup group =
                new org.apache.kafka.coordinator.group.classic.ClassicGroup(
                        new LogContext(),
                        "g",
                        ClassicGroupState.STABLE,
                        Time.SYSTEM,
                        5,
                        Optional.of("consumer"),
                        Optional.of("range"),
                        Optional.of("m1"),
                        Optional.of(77L));
        group.add(referenceMember("m1", Optional.empty()));
        group.add(referenceMember("m2", Optional.of("i")));
        return group;
    }

    private static ClassicGroupMember referenceMember(String id, Optional<String> instanceId) {
        JoinGroupRequestData.JoinGroupRequestProtocolCollection protocols =
                new JoinGroupRequestData.JoinGroupRequestProtocolCollection();
        for (String name : new String[] {"range", "sticky"}) {
            protocols.add(new JoinGroupRequestData.JoinGroupRequestProtocol()
                    .setName(name)
                    .setMetadata((name + id).getBytes(StandardCharsets.UTF_8)));
        }
        return new ClassicGroupMember(
                id,
                instanceId,
                "client-" + id,
                "/127.0.0.1",
                60_000,
                10_000,
                "consumer",
                protocols,
                ("assigned to " + id).getBytes(StandardCharsets.UTF_8));
    }

    private static org.apache.kafka.coordinator.common.runtime.CoordinatorRecord referenceRecord() {
        Map<String, byte[]> assignments = new HashMap<>();
        referenceGroup().allMembers().forEach(member -> assignments.put(member.memberId(), member.assignment()));
        return GroupCoordinatorRecordHelpers.newGroupMetadataRecord(referenceGroup(), assignments);
    }

    private static GroupEvent.Stored read(byte[] key, byte[] value) {
        ByteBuffer keyBytes = ByteBuffer.wrap(key);
        assertThat(keyBytes.getShort()).isEqualTo(GroupMetadataValue.API_KEY);
        ByteBuffer valueBytes = ByteBuffer.wrap(value);
        int version = valueBytes.getShort();
        return new GroupEvent.Stored(CoordinatorRecord.of(
                GroupMetadataKey.read(new WireReader(keyBytes), 0),
                GroupMetadataValue.read(new WireReader(valueBytes), version),
                version));
    }

    private static byte[] written(ApiMessage message, int prefix, int version) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + message.size(version));
        bytes.putShort((short) prefix);
        message.write(new WireWriter(bytes), version);
        return bytes.array();
    }

    private static byte[] key(CoordinatorRecord record) {
        return written(record.key(), record.key().apiKey(), 0);
    }

    private static byte[] value(CoordinatorRecord record) {
        CoordinatorRecord.VersionedValue value = record.value().orElseThrow();
        return written(value.message(), value.version(), value.version());
    }

    @Test
    void aStableGroupComesAndGoesByteForByte() {
        byte[] key = reference.serializeKey(referenceRecord());
        byte[] value = reference.serializeValue(referenceRecord());
        ClassicGroups groups = new ClassicGroups();
        groups.apply(read(key, value));
        ClassicGroup group = groups.find("g").orElseThrow();
        assertThat(group.state()).isEqualTo(ClassicState.STABLE);
        assertThat(group.generation())
                .isEqualTo(new Generation(5, Optional.of("consumer"), Optional.of("range"), Optional.of("m1")));
        assertThat(group.roster().memberIdOf("i")).contains("m2");
        assertThat(TestMember.text(group.member("m2").assignment())).isEqualTo("assigned to m2");
        assertThat(TestMember.text(group.member("m1").metadata("range"))).isEqualTo("rangem1");

        CoordinatorRecord ours = GroupRecords.unchanged(group).stored();
        assertThat(key(ours)).isEqualTo(key);
        assertThat(value(ours)).isEqualTo(value);
        assertThat(reference.deserialize(ByteBuffer.wrap(key(ours)), ByteBuffer.wrap(value(ours))))
                .isEqualTo(referenceRecord());
    }

    @Test
    void aNewGroupIsTheReferencesNewGroup() {
        org.apache.kafka.coordinator.common.runtime.CoordinatorRecord expected =
                GroupCoordinatorRecordHelpers.newEmptyGroupMetadataRecord(
                        new org.apache.kafka.coordinator.group.classic.ClassicGroup(
                                new LogContext(),
                                "g",
                                ClassicGroupState.EMPTY,
                                Time.SYSTEM,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(77L)));
        CoordinatorRecord ours = GroupRecords.created("g", 77).stored();
        assertThat(key(ours)).isEqualTo(reference.serializeKey(expected));
        assertThat(value(ours)).isEqualTo(reference.serializeValue(expected));
    }

    @Test
    void anEmptyGroupIsTheReferencesEmptyGroup() {
        org.apache.kafka.coordinator.group.classic.ClassicGroup group =
                new org.apache.kafka.coordinator.group.classic.ClassicGroup(
                        new LogContext(),
                        "g",
                        ClassicGroupState.EMPTY,
                        Time.SYSTEM,
                        6,
                        Optional.of("consumer"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(99L));
        org.apache.kafka.coordinator.common.runtime.CoordinatorRecord expected =
                GroupCoordinatorRecordHelpers.newGroupMetadataRecord(group, Map.of());
        ClassicGroups groups = new ClassicGroups();
        groups.apply(read(reference.serializeKey(referenceRecord()), reference.serializeValue(referenceRecord())));
        CoordinatorRecord ours =
                GroupRecords.emptied(groups.find("g").orElseThrow(), 99).stored();
        assertThat(value(ours)).isEqualTo(reference.serializeValue(expected));
        groups.apply(new GroupEvent.Stored(LoggedGroups.throughBytes(ours)));
        assertThat(groups.find("g").orElseThrow().state()).isEqualTo(ClassicState.EMPTY);
    }

    @Test
    void aTombstoneIsTheReferencesTombstone() {
        CoordinatorRecord ours = ((GroupEvent.Stored) GroupRecords.removed("g")).stored();
        assertThat(key(ours))
                .isEqualTo(reference.serializeKey(GroupCoordinatorRecordHelpers.newGroupMetadataTombstoneRecord("g")));
        assertThat(ours.value()).isEmpty();
    }

    /** Old logs hold old versions, which leave out timeouts, instances and timestamps. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void everyVersionIsRead(int version) {
        GroupMetadataValue value = new GroupMetadataValue()
                .protocolType("consumer")
                .generation(5)
                .protocol("range")
                .leader(null);
        value.members()
                .add(new GroupMetadataValue.MemberMetadata()
                        .memberId("m")
                        .clientId("c")
                        .clientHost("/h")
                        .sessionTimeout(10_000)
                        .subscription(ByteBuffer.allocate(0))
                        .assignment(ByteBuffer.allocate(0)));
        ClassicGroups groups = new ClassicGroups();
        groups.apply(read(
                written(new GroupMetadataKey().group("g"), GroupMetadataKey.API_KEY, 0),
                written(value, version, version)));
        ClassicGroup group = groups.find("g").orElseThrow();
        assertThat(group.generation().leaderId()).contains("m");
        assertThat(group.stateSinceMs()).isEmpty();
        assertThat(group.member("m").timeouts().sessionMs()).isEqualTo(10_000);
        assertThat(group.member("m").timeouts().rebalanceMs()).isEqualTo(10_000);
        GroupInvariants.check(group);
    }
}
