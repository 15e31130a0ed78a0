package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.clients.Clients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four groups, listed as a whole and by state, type and protocol. */
class AdminListTest extends OnBothTargets {
    private Admin admin;
    private String prefix;
    private Group classic;
    private Group consumer;

    @BeforeEach
    void makeFourGroups() {
        admin = Clients.admin(target);
        prefix = uniqueTopic("listed");
        Clients.createTopic(target, prefix, 1, Map.of());
        classic = new Group(target, GroupKind.RANGE, prefix + "-classic");
        consumer = new Group(target, GroupKind.CONSUMER, prefix + "-consumer");
        Group left = new Group(target, GroupKind.CONSUMER, prefix + "-left");
        List<TopicPartition> partitions = Group.partitions(prefix, 1);
        for (Group group : List.of(classic, consumer, left)) {
            Member member = group.join("member", Subscription.to(prefix));
            group.awaitShared(partitions, member);
        }
        left.close();
        Clients.get(admin.alterConsumerGroupOffsets(
                        prefix + "-simple", Map.of(partitions.getFirst(), new OffsetAndMetadata(0)))
                .all());
    }

    @AfterEach
    void close() {
        classic.close();
        consumer.close();
        admin.close();
    }

    private Set<String> listed(ListGroupsOptions options) {
        Set<String> names = new TreeSet<>();
        for (GroupListing group : Clients.get(admin.listGroups(options).all())) {
            if (group.groupId().startsWith(prefix)) {
                names.add(group.groupId().substring(prefix.length() + 1));
            }
        }
        return names;
    }

    @Test
    void eachWithItsTypeStateAndProtocol() {
        assertThat(Clients.get(admin.listGroups().all()))
                .contains(
                        listing("classic", GroupType.CLASSIC, "consumer", GroupState.STABLE),
                        listing("consumer", GroupType.CONSUMER, "consumer", GroupState.STABLE),
                        listing("left", GroupType.CONSUMER, "consumer", GroupState.EMPTY),
                        listing("simple", GroupType.CLASSIC, "", GroupState.EMPTY));
    }

    private GroupListing listing(String name, GroupType type, String protocol, GroupState state) {
        return new GroupListing(prefix + "-" + name, Optional.of(type), protocol, Optional.of(state));
    }

    @Test
    void byState() {
        assertThat(listed(new ListGroupsOptions().inGroupStates(Set.of(GroupState.STABLE))))
                .containsExactly("classic", "consumer");
        assertThat(listed(new ListGroupsOptions().inGroupStates(Set.of(GroupState.EMPTY))))
                .containsExactly("left", "simple");
        assertThat(listed(new ListGroupsOptions().inGroupStates(Set.of(GroupState.EMPTY, GroupState.STABLE))))
                .hasSize(4);
        assertThat(listed(new ListGroupsOptions().inGroupStates(Set.of(GroupState.DEAD))))
                .isEmpty();
    }

    @Test
    void byType() {
        assertThat(listed(new ListGroupsOptions().withTypes(Set.of(GroupType.CLASSIC))))
                .containsExactly("classic", "simple");
        assertThat(listed(new ListGroupsOptions().withTypes(Set.of(GroupType.CONSUMER))))
                .containsExactly("consumer", "left");
        assertThat(listed(new ListGroupsOptions().withTypes(Set.of(GroupType.SHARE))))
                .isEmpty();
    }

    @Test
    void byTypeAndState() {
        assertThat(listed(new ListGroupsOptions()
                        .withTypes(Set.of(GroupType.CONSUMER))
                        .inGroupStates(Set.of(GroupState.EMPTY))))
                .containsExactly("left");
    }

    @Test
    void byProtocol() {
        assertThat(listed(new ListGroupsOptions().withProtocolTypes(Set.of("consumer"))))
                .containsExactly("classic", "consumer", "left");
        assertThat(listed(new ListGroupsOptions().withProtocolTypes(Set.of(""))))
                .containsExactly("simple");
    }

    @Test
    void allThatConsumersMayUse() {
        assertThat(listed(ListGroupsOptions.forConsumerGroups())).hasSize(4);
    }
}
