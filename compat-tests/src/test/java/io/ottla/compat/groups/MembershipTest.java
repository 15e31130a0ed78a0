package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members join, leave, crash and lag while records flow: every record is delivered, to one owner at a time. */
class MembershipTest extends OnBothTargets {
    private static final int PARTITIONS = 6;

    private String topic;
    private List<TopicPartition> partitions;
    private Group group;
    private Feed feed;

    private void begin(GroupKind kind) {
        topic = uniqueTopic("members");
        partitions = Group.partitions(topic, PARTITIONS);
        Clients.createTopic(target, topic, PARTITIONS, Map.of());
        group = new Group(target, kind, "group-of-" + topic);
        feed = new Feed(target, partitions);
    }

    @AfterEach
    void end() {
        feed.close();
        group.close();
    }

    @ParameterizedTest
    @EnumSource
    void whoJoinsGetsAShareAndWhoLeavesGivesItBack(GroupKind kind) {
        begin(kind);
        Member a = group.join("a", Subscription.to(topic));
        group.awaitShared(partitions, a);
        Member b = group.join("b", Subscription.to(topic));
        group.awaitShared(partitions, a, b);
        Member c = group.join("c", Subscription.to(topic));
        group.awaitEvenlyShared(partitions, a, b, c);
        group.awaitProgress(partitions);
        a.close();
        group.awaitShared(partitions, b, c);
        b.close();
        group.awaitShared(partitions, c);
        group.awaitProgress(partitions);
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource
    void theShareOfAMemberThatIsKilledGoesToTheOthersWhenItsSessionEnds(GroupKind kind)
            throws IOException, InterruptedException {
        begin(kind);
        Member a = group.join("a", Subscription.to(topic));
        group.awaitShared(partitions, a);
        try (MemberProcess killed = new MemberProcess(target, kind, group.id(), topic, "killed", group.history())) {
            killed.awaitOwning(Group.SOON);
            group.awaitProgress(partitions);
            killed.kill();
        }
        group.awaitShared(partitions, a);
        group.awaitProgress(partitions);
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatDoesNotPollInTimeLosesItsShareAndMayComeBack(GroupKind kind) {
        begin(kind);
        Member a = group.join("a", Subscription.to(topic));
        Member slow = group.join("slow", Subscription.to(topic), Map.of("max.poll.interval.ms", 1_000));
        group.awaitShared(partitions, a, slow);
        slow.stall();
        group.awaitShared(partitions, a);
        group.awaitProgress(partitions);
        slow.resume();
        group.awaitShared(partitions, a, slow);
        group.awaitProgress(partitions);
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource
    void aStaticMemberThatComesBackInTimeFindsItsShareAndNobodyElseIsMoved(GroupKind kind) {
        begin(kind);
        Map<String, Object> instance = Map.of("group.instance.id", "instance-1");
        Member a = group.join("a", Subscription.to(topic), Map.of("group.instance.id", "instance-2"));
        Member before = group.join("before", Subscription.to(topic), instance);
        group.awaitEvenlyShared(partitions, a, before);
        var share = before.assignment();
        group.awaitProgress(partitions);
        int generation = a.metadata().generationId();
        long assignments = group.history().assignments("a");
        before.close();
        Member after = group.join("after", Subscription.to(topic), instance);
        group.awaitShared(partitions, a, after);
        assertThat(after.assignment()).isEqualTo(share);
        group.awaitProgress(partitions);
        assertThat(group.history().assignments("a")).isEqualTo(assignments);
        assertThat(a.metadata().generationId()).isEqualTo(generation);
        group.finish(feed);
    }

    /** A static member does not leave when it is closed; it is gone when its session ends. */
    @ParameterizedTest
    @EnumSource
    void theShareOfAStaticMemberThatDoesNotComeBackGoesToTheOthers(GroupKind kind) {
        begin(kind);
        Member a = group.join("a", Subscription.to(topic));
        Member gone = group.join("gone", Subscription.to(topic), Map.of("group.instance.id", "instance-1"));
        group.awaitShared(partitions, a, gone);
        gone.close();
        group.awaitShared(partitions, a);
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource
    void manyMembersComeAndGoAtOnce(GroupKind kind) {
        begin(kind);
        List<Member> first = List.of(
                group.join("1", Subscription.to(topic)),
                group.join("2", Subscription.to(topic)),
                group.join("3", Subscription.to(topic)),
                group.join("4", Subscription.to(topic)));
        group.awaitShared(partitions, first.toArray(Member[]::new));
        Member five = group.join("5", Subscription.to(topic));
        Member six = group.join("6", Subscription.to(topic));
        first.get(0).close();
        first.get(2).close();
        Member seven = group.join("7", Subscription.to(topic));
        group.awaitShared(partitions, first.get(1), first.get(3), five, six, seven);
        group.awaitProgress(partitions);
        group.finish(feed);
    }

    /** More members than partitions: the others wait, and step in. */
    @ParameterizedTest
    @EnumSource
    void aMemberWithoutAShareStepsIn(GroupKind kind) {
        begin(kind);
        String single = uniqueTopic("single");
        Clients.createTopic(target, single, 1, Map.of());
        List<TopicPartition> one = Group.partitions(single, 1);
        Group pair = new Group(target, kind, "group-of-" + single);
        try (Feed records = new Feed(target, one)) {
            Member owner = pair.join("owner", Subscription.to(single));
            pair.awaitShared(one, owner);
            Member spare = pair.join("spare", Subscription.to(single));
            Await.until(
                    Group.SOON,
                    () -> "the spare to be a member",
                    () -> spare.metadata() != null && spare.metadata().generationId() > 0);
            assertThat(owner.assignment()).hasSize(1);
            owner.close();
            pair.awaitShared(one, spare);
            pair.finish(records);
        } finally {
            pair.close();
        }
    }
}
