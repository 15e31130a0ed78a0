package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.tool.ToolResult;
import io.ottla.compat.tools.ToolTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kafka-consumer-groups} and {@code kafka-groups}: groups listed, described and deleted. */
class ConsumerGroupCommandTest extends ToolTest {
    static final String CONSUMER_GROUPS = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand";
    private static final String GROUPS = "org.apache.kafka.tools.GroupsCommand";

    private String topic;
    private Group group;

    @BeforeEach
    void createTopicOfTenRecords() {
        topic = uniqueTopic("commanded");
        Clients.createTopic(target, topic, 2, Map.of());
        Records.send(
                target,
                IntStream.range(0, 10)
                        .mapToObj(i -> new ProducerRecord<String, String>(topic, 0, null, "value " + i))
                        .toList());
    }

    @AfterEach
    void close() {
        if (group != null) {
            group.close();
        }
    }

    private Member oneMember(GroupKind kind) {
        group = new Group(target, kind, "group-of-" + topic);
        Member member = group.join("member", Subscription.to(topic), Map.of("client.id", "client"));
        group.awaitShared(Group.partitions(topic, 2), member);
        group.awaitCommitted(new TopicPartition(topic, 0), 10);
        return member;
    }

    /** Sets an offset of a group without members. */
    private String groupWithAnOffset(long offset) {
        String id = "group-of-" + topic;
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.alterConsumerGroupOffsets(
                            id, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                    .all());
        }
        return id;
    }

    /** The table a command prints: a list of words for each line that has some. */
    static List<List<String>> table(ToolResult result) {
        return result.lines().stream()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.asList(line.strip().split("\\s+")))
                .toList();
    }

    private List<List<String>> describe(String... more) {
        String[] arguments = Stream.concat(Stream.of("--describe", "--group", "group-of-" + topic), Arrays.stream(more))
                .toArray(String[]::new);
        return table(succeed(CONSUMER_GROUPS, arguments));
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CONSUMER"})
    void offsetsAndLagOfALivingGroup(GroupKind kind) {
        String memberId = oneMember(kind).metadata().memberId();
        List<List<String>> rows = describe();
        assertThat(rows.get(0))
                .containsExactly(
                        "GROUP",
                        "TOPIC",
                        "PARTITION",
                        "CURRENT-OFFSET",
                        "LOG-END-OFFSET",
                        "LAG",
                        "CONSUMER-ID",
                        "HOST",
                        "CLIENT-ID");
        assertThat(rows.subList(1, rows.size()))
                .containsExactlyInAnyOrder(
                        List.of(group.id(), topic, "0", "10", "10", "0", memberId, "/127.0.0.1", "client"),
                        List.of(group.id(), topic, "1", "-", "0", "-", memberId, "/127.0.0.1", "client"));
    }

    @Test
    void offsetsAndLagOfAGroupWithoutMembers() {
        String id = groupWithAnOffset(4);
        List<List<String>> rows = describe();
        assertThat(rows.getLast()).containsExactly(id, topic, "0", "4", "10", "6", "-", "-", "-");
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CONSUMER"})
    void members(GroupKind kind) {
        String memberId = oneMember(kind).metadata().memberId();
        List<List<String>> rows = describe("--members", "--verbose");
        assertThat(rows.getFirst())
                .contains("GROUP", "CONSUMER-ID", "HOST", "CLIENT-ID", "#PARTITIONS")
                .contains("CURRENT-ASSIGNMENT");
        assertThat(rows.get(1)).startsWith(group.id(), memberId, "/127.0.0.1", "client", "2");
        assertThat(rows.get(1)).contains(topic + ":0,1");
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CONSUMER"})
    void state(GroupKind kind) {
        oneMember(kind);
        List<List<String>> rows = describe("--state");
        assertThat(rows.getFirst())
                .containsExactly("GROUP", "COORDINATOR", "(ID)", "ASSIGNMENT-STRATEGY", "STATE", "#MEMBERS");
        String assignor = switch (kind) {
            case RANGE -> "range";
            case COOPERATIVE -> "cooperative-sticky";
            case CONSUMER -> "uniform";
        };
        assertThat(rows.get(1)).containsExactly(group.id(), target.bootstrap(), "(1)", assignor, "Stable", "1");
    }

    @Test
    void lists() {
        oneMember(GroupKind.CONSUMER);
        assertThat(succeed(CONSUMER_GROUPS, "--list").lines()).contains(group.id());
        assertThat(table(succeed(CONSUMER_GROUPS, "--list", "--state", "--type")))
                .contains(List.of("GROUP", "TYPE", "STATE"), List.of(group.id(), "Consumer", "Stable"));
        assertThat(succeed(CONSUMER_GROUPS, "--list", "--state", "empty").lines())
                .doesNotContain(group.id());
    }

    @Test
    void listsOfAllTypes() {
        oneMember(GroupKind.RANGE);
        assertThat(table(succeed(GROUPS, "--list")))
                .contains(List.of("GROUP", "TYPE", "PROTOCOL"), List.of(group.id(), "Classic", "consumer"));
    }

    @Test
    void aGroupIsDeletedWhenItIsEmpty() {
        oneMember(GroupKind.CONSUMER);
        ToolResult refused = run(CONSUMER_GROUPS, "--delete", "--group", group.id());
        assertThat(refused.text()).contains("GroupNotEmptyException");
        group.close();
        assertThat(succeed(CONSUMER_GROUPS, "--delete", "--group", group.id()).text())
                .contains("Deletion of requested consumer groups ('" + group.id() + "') was successful.");
        assertThat(succeed(CONSUMER_GROUPS, "--list").lines()).doesNotContain(group.id());
    }

    @Test
    void offsetsAreDeleted() {
        String id = groupWithAnOffset(4);
        List<List<String>> rows =
                table(succeed(CONSUMER_GROUPS, "--delete-offsets", "--group", id, "--topic", topic + ":0"));
        assertThat(rows).contains(List.of("TOPIC", "PARTITION", "STATUS"), List.of(topic, "0", "Successful"));
    }

    @Test
    void aGroupThatIsNotThere() {
        ToolResult missing = run(CONSUMER_GROUPS, "--describe", "--group", uniqueTopic("missing"));
        assertThat(missing.toString()).contains("missing").contains("not found");
    }
}
