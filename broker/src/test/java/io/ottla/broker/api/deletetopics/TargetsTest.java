package io.ottla.broker.api.deletetopics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.deletetopics.DeleteTopicsHandler.Targets;
import io.ottla.controller.decide.DeleteTopics.ById;
import io.ottla.controller.decide.DeleteTopics.ByName;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.DeleteTopicsRequest;
import io.ottla.wire.message.DeleteTopicsRequest.DeleteTopicState;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final Uuid ID = new Uuid(1, 2);

    @Test
    void takesNamesOfOldVersionsAndNamesOrIdsOfNewOnes() {
        Targets old = Targets.of(new DeleteTopicsRequest().topicNames(List.of("a", "b")));
        assertThat(old.valid()).containsExactly(new ByName("a"), new ByName("b"));

        Targets recent = Targets.of(new DeleteTopicsRequest()
                .topics(List.of(
                        new DeleteTopicState().name("a"),
                        new DeleteTopicState().name(null).topicId(ID))));
        assertThat(recent.valid()).containsExactly(new ById(ID), new ByName("a"));
        assertThat(recent.refused()).isEmpty();
    }

    @Test
    void refusesWhatIsNamedTwiceOnce() {
        Targets targets = Targets.of(new DeleteTopicsRequest().topicNames(List.of("a", "b", "a")));
        assertThat(targets.valid()).containsExactly(new ByName("b"));
        assertThat(targets.refused()).singleElement().satisfies(outcome -> {
            assertThat(outcome.name()).contains("a");
            assertThat(outcome.error().orElseThrow().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(outcome.error().orElseThrow().message()).isEqualTo("Duplicate topic name.");
        });
    }

    @Test
    void refusesBothANameAndAnId() {
        Targets targets = Targets.of(new DeleteTopicsRequest()
                .topics(List.of(new DeleteTopicState().name("a").topicId(ID))));
        assertThat(targets.valid()).isEmpty();
        assertThat(targets.refused()).singleElement().satisfies(outcome -> {
            assertThat(outcome.id()).isEqualTo(ID);
            assertThat(outcome.error().orElseThrow().message())
                    .isEqualTo("You may not specify both topic name and topic id.");
        });
    }

    @Test
    void refusesNeitherANameNorAnId() {
        Targets targets = Targets.of(new DeleteTopicsRequest().topics(List.of(new DeleteTopicState().name(null))));
        assertThat(targets.valid()).isEmpty();
        assertThat(targets.refused().get(0).error().orElseThrow().message())
                .isEqualTo("Neither topic name nor id were specified.");
    }
}
