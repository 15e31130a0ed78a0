package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Z9._-",
                "",
                ".",
                "..",
                "...",
                "a b",
                "a/b",
                "a\u00e4",
                "a\nb",
                "__consumer_offsets",
                "\u0660",
                "a:b"
            })
    void agreesWithTheReference(String name) {
        assertThat(TopicNames.validate(name).map(ApiError::message).orElse("fine"))
                .isEqualTo(referenceMessage(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {248, 249, 250, 1000})
    void agreesWithTheReferenceOnLengths(int length) {
        String name = "x".repeat(length);

        assertThat(TopicNames.validate(name).map(ApiError::message).orElse("fine"))
                .isEqualTo(referenceMessage(name));
    }

    private static String referenceMessage(String name) {
        try {
            Topic.validate(name);
            return "fine";
        } catch (InvalidTopicException e) {
            return e.getMessage();
        }
    }
}
