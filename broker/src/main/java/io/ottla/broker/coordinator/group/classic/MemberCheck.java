package io.ottla.broker.coordinator.group.classic;

import io.ottla.wire.api.ErrorCode;
import java.util.Optional;

/** Whether somebody is the member it says it is. */
final class MemberCheck {
    private MemberCheck() {}

    /** @param instanceId null for a dynamic member, as in requests */
    static Optional<ErrorCode> refusal(ClassicGroup group, String memberId, String instanceId) {
        if (instanceId != null) {
            Optional<String> current = group.roster().memberIdOf(instanceId);
            if (current.isEmpty()) {
                return Optional.of(ErrorCode.UNKNOWN_MEMBER_ID);
            }
            if (!current.get().equals(memberId)) {
                return Optional.of(ErrorCode.FENCED_INSTANCE_ID);
            }
        }
        return group.roster().contains(memberId) ? Optional.empty() : Optional.of(ErrorCode.UNKNOWN_MEMBER_ID);
    }
}
