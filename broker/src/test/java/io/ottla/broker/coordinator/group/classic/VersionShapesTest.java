package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.GroupCommand.Request;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.WireWriter;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.SyncGroupRequest;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs by the version of a request. */
class VersionShapesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aRefusalCanBeWrittenInEveryVersion(int version) {
        JoinGroupResponse refusal = JoinAnswers.refused(ErrorCode.UNKNOWN_MEMBER_ID, "m", version);
        assertThat(refusal.protocolName()).isEqualTo(version < 7 ? "" : null);
        ByteBuffer bytes = ByteBuffer.allocate(refusal.size(version));
        refusal.write(new WireWriter(bytes), version);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aGroupCanBeJoinedInEveryVersion(int version) {
        ClassicScene scene = ClassicScene.quick();
        TestMember a = new TestMember("a");
        a.joinVersion = version;
        scene.joinFully(a);
        scene.advance(0);
        assertThat(a.generationId).isEqualTo(1);
        assertThat(a.knownMembers).containsExactly(a.memberId);
    }

    /** KIP-559: from version 5 on SyncGroup names the protocol, so that it can be told when it is another. */
    @Test
    void syncNamesItsProtocolFromVersionFiveOn() {
        TestMember a = new TestMember("a");
        SyncGroupRequest nameless = new SyncGroupRequest().groupId("g").memberId("m");
        SyncGroup syncGroup = new SyncGroup();
        assertThat(syncGroup.refusal(new Request<>(a.caller(5), nameless)))
                .contains(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        assertThat(syncGroup.refusal(new Request<>(a.caller(4), nameless))).isEmpty();
        assertThat(syncGroup.refusal(new Request<>(a.caller(4), new SyncGroupRequest().groupId(""))))
                .contains(ErrorCode.INVALID_GROUP_ID);
    }
}
