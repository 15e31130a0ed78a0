package io.ottla.compat.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.tools.ToolTest;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console consumer, which subscribes unless it is given a partition. */
class ConsoleGroupTest extends ToolTest {
    private String topic;

    @BeforeEach
    void fill() {
        topic = uniqueTopic("console");
        Clients.createTopic(target, topic, 1, Map.of());
        Records.send(
                target,
                IntStream.range(0, 4)
                        .mapToObj(i -> new ProducerRecord<String, String>(topic, 0, null, "line " + i))
                        .toList());
    }

    @Test
    void withAGroupOfItsOwn() {
        String consumed = succeed(CONSOLE_CONSUMER, "--topic", topic, "--from-beginning", "--max-messages", "4")
                .text();
        assertThat(consumed).isEqualTo("line 0\nline 1\nline 2\nline 3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void withANamedGroupItGoesOnWhereItWas(String protocol) {
        String group = "group-of-" + topic;
        String[] arguments = {
            "--topic",
            topic,
            "--group",
            group,
            "--from-beginning",
            "--max-messages",
            "2",
            "--command-property",
            "group.protocol=" + protocol
        };
        assertThat(succeed(CONSOLE_CONSUMER, arguments).text()).isEqualTo("line 0\nline 1\n");
        assertThat(succeed(CONSOLE_CONSUMER, arguments).text()).isEqualTo("line 2\nline 3\n");
        try (Admin admin = Clients.admin(target)) {
            assertThat(Clients.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                            .values())
                    .singleElement()
                    .satisfies(offset -> assertThat(offset.offset()).isEqualTo(4));
        }
    }
}
