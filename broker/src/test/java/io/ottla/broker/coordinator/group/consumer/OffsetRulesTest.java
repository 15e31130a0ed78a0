package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.CommitClaim;
import io.ottla.broker.coordinator.group.CommitPermission;
import io.ottla.wire.api.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may commit and fetch offsets, and with which epochs. */
class OffsetRulesTest {
    private final Script script = new Script()
            .topic("foo", 4)
            .join("a", "foo")
            .join("b", "foo")
            .beat("a")
            .beat("a")
            .beat("b");

    private ErrorCode commit(String memberId, int epoch, int version, boolean transactional, int partition) {
        CommitClaim claim = new CommitClaim("g", memberId, null, epoch, transactional, (short) version);
        return switch (ConsumerOffsetRules.commit(script.coordinator.group("g"), claim)) {
            case CommitPermission.Refused refused -> refused.error();
            case CommitPermission.Granted granted -> granted.check().check("foo", TestTopics.id("foo"), partition);
        };
    }

    @Test
    void theMembersEpochIsGoodForAnything() {
        assertThat(commit("a", 3, 9, false, 3)).isEqualTo(ErrorCode.NONE);
        assertThat(commit("a", 3, 8, false, 0)).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        assertThat(commit("c", 3, 9, false, 0)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(commit("", -1, 9, false, 0)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(commit("", -1, 3, true, 0)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void anOlderEpochIsGoodForWhatHasBeenTheMembersSince() {
        assertThat(commit("a", 2, 9, false, 0)).isEqualTo(ErrorCode.NONE);
        assertThat(commit("a", 1, 9, false, 0)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
        assertThat(commit("a", 2, 9, false, 2)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
        assertThat(commit("a", 4, 9, false, 0)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
        assertThat(commit("b", 2, 9, false, 2)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
    }

    @Test
    void fetchingNeedsTheEpochOfAMemberOrNone() {
        ConsumerGroup group = script.coordinator.group("g");
        assertThat(ConsumerOffsetRules.fetch(group, Optional.empty(), -1)).isEqualTo(ErrorCode.NONE);
        assertThat(ConsumerOffsetRules.fetch(group, Optional.of("a"), 3)).isEqualTo(ErrorCode.NONE);
        assertThat(ConsumerOffsetRules.fetch(group, Optional.of("a"), 2)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
        assertThat(ConsumerOffsetRules.fetch(group, Optional.of("c"), 3)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void anEmptyGroupTakesCommitsOfAnybody() {
        script.leave("a").leave("b");
        assertThat(commit("", -1, 2, false, 0)).isEqualTo(ErrorCode.NONE);
    }
}
