package io.ottla.compat.groups;

import static io.ottla.compat.groups.ConsumerGroupCommandTest.CONSUMER_GROUPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.tools.ToolTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kafka-consumer-groups --reset-offsets} in all its ways: five old records and five new, committed at 6. */
class ResetOffsetsTest extends ToolTest {
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final long COMMITTED = 6;

    @TempDir
    private Path folder;

    private TopicPartition partition;
    private String group;
    private Instant anHourAgo;

    @BeforeEach
    void fill() {
        partition = new TopicPartition(uniqueTopic("resettable"), 0);
        group = "group-of-" + partition.topic();
        Clients.createTopic(target, partition.topic(), 1, Map.of());
        Instant now = Instant.now();
        anHourAgo = now.minus(Duration.ofHours(1));
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Instant time = i < 5 ? now.minus(Duration.ofHours(2)) : now;
            records.add(new ProducerRecord<>(partition.topic(), 0, time.toEpochMilli(), null, "value " + i));
        }
        Records.send(target, records);
        try (Admin admin = Clients.admin(target)) {
            Clients.get(admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(COMMITTED)))
                    .all());
        }
    }

    private long committed() {
        try (Admin admin = Clients.admin(target)) {
            return Clients.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .get(partition)
                    .offset();
        }
    }

    private List<List<String>> reset(String... how) {
        List<String> arguments = new ArrayList<>(List.of("--reset-offsets", "--group", group));
        arguments.addAll(Arrays.asList(how));
        return ConsumerGroupCommandTest.table(succeed(CONSUMER_GROUPS, arguments.toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource({
        "--to-earliest,, 0",
        "--to-latest,, 10",
        "--to-current,, 6",
        "--to-offset, 3, 3",
        "--to-offset, 99, 10",
        "--shift-by, 2, 8",
        "--shift-by, -4, 2",
        "--by-duration, PT1H, 5",
        "--to-datetime, an hour ago, 5",
    })
    void moves(String how, String argument, long expected) {
        List<String> arguments = new ArrayList<>(List.of("--topic", partition.topic(), "--execute", how));
        if (argument != null) {
            arguments.add(argument.equals("an hour ago") ? DATE_TIME.format(anHourAgo) : argument);
        }
        assertThat(reset(arguments.toArray(String[]::new)))
                .contains(
                        List.of("GROUP", "TOPIC", "PARTITION", "NEW-OFFSET"),
                        List.of(group, partition.topic(), "0", Long.toString(expected)));
        assertThat(committed()).isEqualTo(expected);
    }

    @Test
    void withoutExecuteNothingIsMoved() {
        assertThat(reset("--topic", partition.topic(), "--to-earliest", "--dry-run"))
                .contains(List.of(group, partition.topic(), "0", "0"));
        assertThat(committed()).isEqualTo(COMMITTED);
    }

    @Test
    void aPlanIsExportedAndTakenFromAFile() throws IOException {
        List<List<String>> plan = reset("--all-topics", "--to-current", "--export", "--dry-run");
        assertThat(plan).singleElement().isEqualTo(List.of(partition.topic() + ",0,6"));
        Path file = Files.writeString(folder.resolve("plan.csv"), partition.topic() + ",0,4\n");
        reset("--from-file", file.toString(), "--execute");
        assertThat(committed()).isEqualTo(4);
    }

    @Test
    void aLivingGroupIsNotMoved() {
        try (Group living = new Group(target, GroupKind.CONSUMER, group)) {
            Member member = living.join("member", Subscription.to(partition.topic()));
            living.awaitShared(List.of(partition), member);
            var refused = run(
                    CONSUMER_GROUPS,
                    "--reset-offsets",
                    "--group",
                    group,
                    "--topic",
                    partition.topic(),
                    "--to-earliest",
                    "--execute");
            assertThat(refused.toString()).contains("inactive");
        }
    }
}
