package io.ottla.broker.coordinator.group.classic;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.SyncGroupResponse;

/** The shapes of SyncGroup's response. */
final class SyncAnswers {
    private SyncAnswers() {}

    static SyncGroupResponse error(ErrorCode error) {
        return new SyncGroupResponse().errorCode(error.code()).assignment(Bytes.EMPTY);
    }

    /** What a stable group has for the member. */
    static SyncGroupResponse assigned(ClassicGroup group, ClassicMember member) {
        return new SyncGroupResponse()
                .protocolType(group.generation().protocolType().orElse(null))
                .protocolName(group.generation().protocolName().orElse(null))
                .assignment(member.assignment());
    }
}
