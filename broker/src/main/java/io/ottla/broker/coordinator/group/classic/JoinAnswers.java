package io.ottla.broker.coordinator.group.classic;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.JoinGroupResponse;
import io.ottla.wire.message.JoinGroupResponse.JoinGroupResponseMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shapes of JoinGroup's response. */
final class JoinAnswers {
    /** From here on the response may say that no protocol was chosen (null); before, that is the empty string. */
    private static final int NULLABLE_PROTOCOL_FROM = 7;

    private JoinAnswers() {}

    static JoinGroupResponse error(ErrorCode error, String memberId) {
        return new JoinGroupResponse().errorCode(error.code()).memberId(memberId);
    }

    /** An error that says that there is no protocol for the one who asked. */
    static JoinGroupResponse refused(ErrorCode error, String memberId, int version) {
        return error(error, memberId).protocolName(version < NULLABLE_PROTOCOL_FROM ? "" : null);
    }

    /** The generation as it is, to a member of it. The leader is told who the members are. */
    static JoinGroupResponse current(ClassicGroup group, String memberId) {
        return generation(group, memberId).members(group.isLeader(memberId) ? members(group) : new ArrayList<>());
    }

    /** The generation without its members. */
    static JoinGroupResponse generation(ClassicGroup group, String memberId) {
        Optional<String> leader = group.generation().leaderId();
        return new JoinGroupResponse()
                .memberId(memberId)
                .generationId(group.generation().id())
                .protocolType(group.generation().protocolType().orElse(null))
                .protocolName(group.generation().protocolName().orElseThrow())
                .leader(leader.orElseThrow());
    }

    private static List<JoinGroupResponseMember> members(ClassicGroup group) {
        String protocol = group.generation().protocolName().orElseThrow();
        List<JoinGroupResponseMember> members = new ArrayList<>(group.roster().size());
        for (ClassicMember member : group.roster().members()) {
            members.add(new JoinGroupResponseMember()
                    .memberId(member.memberId())
                    .groupInstanceId(member.instanceId().orElse(null))
                    .metadata(member.metadata(protocol)));
        }
        return members;
    }
}
