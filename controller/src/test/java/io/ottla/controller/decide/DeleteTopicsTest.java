package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.io.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeleteTopicsTest {
    private final DecidingCluster cluster = DecidingCluster.latest()
            .withBrokers(1)
            .withTopic("a", List.of(List.of(1)))
            .withTopic("b", List.of(List.of(1)));
    private final Uuid idOfA = cluster.image().topics().topic("a").id();

    private List<DeleteTopics.Outcome> delete(DeleteTopics.Target... targets) {
        return cluster.accept(new DeleteTopics(List.of(targets)));
    }

    @Test
    void deletesByNameAndById() {
        List<DeleteTopics.Outcome> outcomes = delete(new DeleteTopics.ById(idOfA), new DeleteTopics.ByName("b"));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.error()).isEmpty());
        assertThat(outcomes.get(0).name()).contains("a");
        assertThat(cluster.image().topics().all()).isEmpty();
    }

    @Test
    void takesTheConfigsAlong() {
        cluster.accept(new CreateTopics(
                List.of(new CreateTopics.NewTopic("c", 1, (short) 1, List.of(), Map.of("retention.ms", "1"))), false));

        delete(new DeleteTopics.ByName("c"));

        assertThat(cluster.image().configs().ofTopic("c")).isEmpty();
    }

    @Test
    void saysWhichTopicsThereAreNot() {
        Uuid unknown = new Uuid(5, 5);

        assertThat(delete(new DeleteTopics.ByName("x"), new DeleteTopics.ById(unknown)))
                .containsExactly(
                        new DeleteTopics.Outcome(
                                Optional.of("x"),
                                Uuid.ZERO,
                                Optional.of(new ApiError(
                                        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                                        "This server does not host this topic-partition."))),
                        new DeleteTopics.Outcome(
                                Optional.empty(),
                                unknown,
                                Optional.of(new ApiError(
                                        ErrorCode.UNKNOWN_TOPIC_ID, "This server does not host this topic ID."))));
    }

    @Test
    void deletesATopicOnceThatIsGivenByNameAndById() {
        List<DeleteTopics.Outcome> outcomes = delete(new DeleteTopics.ById(idOfA), new DeleteTopics.ByName("a"));

        assertThat(outcomes.get(0).error()).isEmpty();
        assertThat(outcomes.get(1).error().map(ApiError::code)).contains(ErrorCode.INVALID_REQUEST);
        assertThat(cluster.lastRecords()).hasSize(1);
    }

    @Test
    void aNameCanBeUsedAgain() {
        delete(new DeleteTopics.ByName("a"));
        cluster.withTopic("a", List.of(List.of(1)));

        assertThat(cluster.image().topics().topic("a").id()).isNotEqualTo(idOfA);
    }
}
