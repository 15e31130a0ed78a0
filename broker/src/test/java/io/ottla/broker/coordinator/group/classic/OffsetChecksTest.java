package io.ottla.broker.coordinator.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.coordinator.group.classic.OffsetChecks.Committer;
import io.ottla.wire.api.ErrorCode;
import org.junit.jupiter.api.Test;

/** Who may do what with a group's offsets. */
class OffsetChecksTest {
    private final ClassicScene scene = ClassicScene.quick();
    private final TestMember a = new TestMember("a");

    private static final Committer OUTSIDER = new Committer("", null, -1);

    private ErrorCode commit(Committer committer) {
        return OffsetChecks.commitRefusal(scene.group(), committer).orElse(ErrorCode.NONE);
    }

    private ErrorCode transactional(Committer committer) {
        return OffsetChecks.transactionalCommitRefusal(scene.group(), committer).orElse(ErrorCode.NONE);
    }

    private void empty() {
        scene.settle(a);
        scene.leave(a);
    }

    @Test
    void anOutsiderCommitsWhereNobodyElseIs() {
        empty();
        assertThat(commit(OUTSIDER)).isEqualTo(ErrorCode.NONE);
        assertThat(commit(new Committer("made-up", null, -1))).isEqualTo(ErrorCode.NONE);
        assertThat(commit(new Committer("made-up", null, 0))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void anOutsiderHasNoBusinessWithMembers() {
        scene.settle(a);
        assertThat(commit(OUTSIDER)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(transactional(OUTSIDER)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aMemberCommitsInItsGeneration() {
        scene.settle(a);
        assertThat(commit(new Committer(a.memberId, null, 1))).isEqualTo(ErrorCode.NONE);
        assertThat(commit(new Committer(a.memberId, null, 0))).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        assertThat(commit(new Committer(a.memberId, null, -1))).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        assertThat(transactional(new Committer(a.memberId, null, 2))).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        assertThat(transactional(new Committer("made-up", null, 1))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void aFencedInstanceCommitsNothing() {
        TestMember s = TestMember.ofStatic("s");
        scene.settle(s);
        assertThat(commit(new Committer("old", "i-s", 1))).isEqualTo(ErrorCode.FENCED_INSTANCE_ID);
        assertThat(transactional(new Committer("old", "i-s", 1))).isEqualTo(ErrorCode.FENCED_INSTANCE_ID);
        assertThat(commit(new Committer(s.memberId, "i-none", 1))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void commitsWaitForTheAssignmentUnlessTransactional() {
        scene.joinFully(a);
        scene.advance(0);
        Committer committer = new Committer(a.memberId, null, 1);
        assertThat(commit(committer)).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        assertThat(transactional(committer)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aCommitKeepsTheSession() {
        scene.settle(a);
        assertThat(OffsetChecks.timersOfCommit(scene.group(), new Committer(a.memberId, null, 1), 5))
                .hasSize(1);
        assertThat(OffsetChecks.timersOfCommit(scene.group(), OUTSIDER, 5)).isEmpty();
    }

    @Test
    void offsetsOfOthersThanConsumersAreNotDeletedInUse() {
        a.protocolType = "connect";
        scene.settle(a);
        assertThat(OffsetChecks.deleteRefusal(scene.group())).contains(ErrorCode.NON_EMPTY_GROUP);
        scene.leave(a);
        assertThat(OffsetChecks.deleteRefusal(scene.group())).isEmpty();
    }

    @Test
    void offsetsOfConsumersAreJudgedTopicByTopic() {
        scene.settle(a);
        assertThat(OffsetChecks.deleteRefusal(scene.group())).isEmpty();
        assertThat(scene.group().isSubscribedTo("t")).isTrue();
        assertThat(scene.group().isSubscribedTo("u")).isFalse();
    }

    @Test
    void offsetsExpireByWhatIsKnownOfTheGroup() {
        scene.joinFully(a);
        scene.advance(0);
        assertThat(OffsetExpiry.of(scene.group())).isEqualTo(new OffsetExpiry.Never());
        scene.sync(a, "");
        assertThat(OffsetExpiry.of(scene.group())).isEqualTo(new OffsetExpiry.SinceCommit());
        scene.advance(70);
        scene.leave(a);
        assertThat(OffsetExpiry.of(scene.group())).isEqualTo(new OffsetExpiry.SinceEmpty(70));
        ClassicGroups groups = new ClassicGroups();
        groups.holdOffsets("simple");
        assertThat(OffsetExpiry.of(groups.find("simple").orElseThrow())).isEqualTo(new OffsetExpiry.SinceCommit());
    }
}
