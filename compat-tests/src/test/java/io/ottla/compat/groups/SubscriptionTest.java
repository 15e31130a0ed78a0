package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Await;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidRegularExpression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What members subscribe to, and what happens when topics and partitions come and go meanwhile. */
class SubscriptionTest extends OnBothTargets {
    private final List<AutoCloseable> opened = new ArrayList<>();

    private Group group(GroupKind kind) {
        Group group = new Group(target, kind, uniqueTopic("subscribed"));
        opened.add(group);
        return group;
    }

    private Feed feed(List<TopicPartition> partitions) {
        Feed feed = new Feed(target, partitions);
        opened.add(feed);
        return feed;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private List<TopicPartition> create(String topic, int partitions) {
        Clients.createTopic(target, topic, partitions, Map.of());
        return Group.partitions(topic, partitions);
    }

    @ParameterizedTest
    @EnumSource
    void manyTopicsAreSharedByMembersThatWantThemAll(GroupKind kind) {
        List<TopicPartition> all = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            topics.add(uniqueTopic("many"));
            all.addAll(create(topics.getLast(), 3));
        }
        Group group = group(kind);
        Feed feed = feed(all);
        Subscription subscription = Subscription.to(topics.toArray(String[]::new));
        Member a = group.join("a", subscription);
        Member b = group.join("b", subscription);
        Member c = group.join("c", subscription);
        group.awaitEvenlyShared(all, a, b, c);
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource
    void membersWithDifferentWishesGetWhatTheyWant(GroupKind kind) {
        String one = uniqueTopic("one");
        String other = uniqueTopic("other");
        List<TopicPartition> all = new ArrayList<>(create(one, 2));
        all.addAll(create(other, 2));
        Group group = group(kind);
        Feed feed = feed(all);
        Member a = group.join("a", Subscription.to(one));
        Member b = group.join("b", Subscription.to(one, other));
        group.awaitShared(all, a, b);
        assertThat(a.assignment()).allMatch(partition -> partition.topic().equals(one));
        assertThat(b.assignment()).containsAll(Group.partitions(other, 2));
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource
    void partitionsThatAreAddedAreSharedToo(GroupKind kind) {
        String topic = uniqueTopic("growing");
        List<TopicPartition> few = create(topic, 2);
        Group group = group(kind);
        Feed feed = feed(few);
        Member a = group.join("a", Subscription.to(topic));
        Member b = group.join("b", Subscription.to(topic));
        group.awaitShared(few, a, b);
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(6)))
                    .all());
        }
        List<TopicPartition> more = Group.partitions(topic, 6);
        group.awaitShared(more, a, b);
        feed.add(more.subList(2, 6));
        group.awaitProgress(more);
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource
    void aTopicThatIsCreatedAfterTheSubscriptionIsTakenUp(GroupKind kind) {
        String early = uniqueTopic("early");
        String late = uniqueTopic("late");
        List<TopicPartition> all = new ArrayList<>(create(early, 2));
        Group group = group(kind);
        Feed feed = feed(all);
        Member a = group.join("a", Subscription.to(early, late), Map.of("allow.auto.create.topics", false));
        group.awaitShared(all, a);
        List<TopicPartition> created = create(late, 2);
        all.addAll(created);
        group.awaitShared(all, a);
        feed.add(created);
        group.awaitProgress(created);
        group.finish(feed);
    }

    @ParameterizedTest
    @EnumSource
    void aTopicThatIsDeletedIsTakenFromItsOwner(GroupKind kind) {
        String stays = uniqueTopic("stays");
        String goes = uniqueTopic("goes");
        List<TopicPartition> staying = create(stays, 2);
        List<TopicPartition> all = new ArrayList<>(staying);
        all.addAll(create(goes, 2));
        Group group = group(kind);
        Member a = group.join("a", Subscription.to(stays, goes), Map.of("allow.auto.create.topics", false));
        group.awaitShared(all, a);
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.deleteTopics(List.of(goes)).all());
        }
        group.awaitShared(staying, a);
        Feed feed = feed(staying);
        group.awaitProgress(staying);
        group.finish(feed);
    }

    /** By a pattern of the client in all kinds of groups, and by one that the broker resolves. */
    static Stream<Arguments> patterns() {
        return Stream.of(
                Arguments.of(GroupKind.RANGE, false),
                Arguments.of(GroupKind.COOPERATIVE, false),
                Arguments.of(GroupKind.CONSUMER, false),
                Arguments.of(GroupKind.CONSUMER, true));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void topicsThatMatchAPatternAreTakenUpAlsoWhenTheyAreCreatedLater(GroupKind kind, boolean byTheBroker) {
        String prefix = uniqueTopic("pattern");
        String expression = prefix + "-[a-m]+";
        Subscription subscription = byTheBroker
                ? Subscription.matching(new SubscriptionPattern(expression))
                : Subscription.matching(Pattern.compile(expression));
        create(prefix + "-zzz", 1);
        create("not-" + prefix + "-abc", 1);
        List<TopicPartition> all = new ArrayList<>(create(prefix + "-abc", 2));
        Group group = group(kind);
        Feed feed = feed(all);
        Member a = group.join("a", subscription);
        Member b = group.join("b", subscription);
        group.awaitShared(all, a, b);
        List<TopicPartition> created = create(prefix + "-def", 2);
        all.addAll(created);
        group.awaitShared(all, a, b);
        feed.add(created);
        group.awaitProgress(created);
        group.finish(feed);
    }

    @Test
    void anExpressionTheBrokerCannotReadEndsTheMember() {
        Group group = group(GroupKind.CONSUMER);
        Member bad = group.join("bad", Subscription.matching(new SubscriptionPattern("(unclosed")));
        assertThat(bad.awaitFailure(Group.SOON)).isInstanceOf(InvalidRegularExpression.class);
    }

    @ParameterizedTest
    @EnumSource
    void aMemberOfAnUnknownTopicIsAMemberWithoutAShare(GroupKind kind) {
        Group group = group(kind);
        Member a = group.join("a", Subscription.to(uniqueTopic("unknown")), Map.of("allow.auto.create.topics", false));
        Await.until(
                Group.SOON,
                () -> "a to be a member",
                () -> a.metadata() != null && a.metadata().generationId() > 0);
        assertThat(a.assignment()).isEqualTo(Set.of());
        a.close();
        assertThat(a.complaints()).isEmpty();
    }
}
