package io.ottla.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.decide.AlterClientQuotas.Alteration;
import io.ottla.controller.decide.AlterClientQuotas.Op;
import io.ottla.controller.image.ClientQuotasImage.Entity;
import io.ottla.controller.image.ClientQuotasImage.Part;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlterClientQuotasTest {
    private static final Entity USER = entity("user", "u");

    private final DecidingCluster cluster = DecidingCluster.latest();

    /** @param typesAndNames a null name is the default */
    private static Entity entity(String... typesAndNames) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < typesAndNames.length; i += 2) {
            parts.add(new Part(typesAndNames[i], Optional.ofNullable(typesAndNames[i + 1])));
        }
        return new Entity(parts);
    }

    private static Op set(String key, double limit) {
        return new Op(key, Optional.of(limit));
    }

    private static Op remove(String key) {
        return new Op(key, Optional.empty());
    }

    private Map<Entity, Optional<ApiError>> alter(Alteration... alterations) {
        return cluster.accept(new AlterClientQuotas(List.of(alterations), Set.of("nowhere"), false));
    }

    private Optional<ApiError> alter(Entity entity, Op... ops) {
        return alter(new Alteration(entity, List.of(ops))).get(entity);
    }

    private Map<String, Double> quotas(Entity entity) {
        return cluster.image().quotas().of(entity);
    }

    @Test
    void quotasAreSetChangedAndTakenAway() {
        assertThat(alter(USER, set("producer_byte_rate", 1000), set("request_percentage", 12.5)))
                .isEmpty();
        assertThat(quotas(USER)).isEqualTo(Map.of("producer_byte_rate", 1000.0, "request_percentage", 12.5));

        assertThat(alter(USER, set("producer_byte_rate", 2000), remove("request_percentage")))
                .isEmpty();
        assertThat(quotas(USER)).isEqualTo(Map.of("producer_byte_rate", 2000.0));

        assertThat(alter(USER, remove("producer_byte_rate"))).isEmpty();
        assertThat(cluster.image().quotas().byEntity()).isEmpty();
    }

    @Test
    void whatIsThereIsNotWrittenAgainNorIsTakenAwayWhatIsNot() {
        alter(USER, set("producer_byte_rate", 1000));

        assertThat(alter(USER, set("producer_byte_rate", 1000), remove("consumer_byte_rate"), remove("no.such")))
                .isEmpty();

        assertThat(cluster.lastRecords()).isEmpty();
    }

    @Test
    void anEntityIsTheSameInWhateverOrderItIsNamed() {
        alter(entity("user", "u", "client-id", null), set("consumer_byte_rate", 5));

        assertThat(quotas(entity("client-id", null, "user", "u"))).isEqualTo(Map.of("consumer_byte_rate", 5.0));
        assertThat(quotas(entity("user", "u"))).isEmpty();
        assertThat(quotas(entity("client-id", "", "user", "u"))).isEmpty();
    }

    @Test
    void nothingIsWrittenWhenItIsOnlyValidated() {
        Map<Entity, Optional<ApiError>> outcomes = cluster.accept(new AlterClientQuotas(
                List.of(
                        new Alteration(USER, List.of(set("producer_byte_rate", 1))),
                        new Alteration(entity("user", ""), List.of())),
                Set.of(),
                true));

        assertThat(outcomes.get(USER)).isEmpty();
        assertThat(outcomes.get(entity("user", ""))).isPresent();
        assertThat(cluster.lastRecords()).isEmpty();
    }

    @Test
    void oneEntitysErrorIsNotTheOthers() {
        Entity other = entity("client-id", "c");
        Map<Entity, Optional<ApiError>> outcomes = alter(
                new Alteration(USER, List.of(set("consumer_byte_rate", 7), set("no.such", 1))),
                new Alteration(other, List.of(set("consumer_byte_rate", 7))));

        assertThat(outcomes.get(USER).map(ApiError::code)).contains(ErrorCode.INVALID_REQUEST);
        assertThat(outcomes.get(other)).isEmpty();
        assertThat(quotas(USER)).isEmpty();
        assertThat(quotas(other)).isEqualTo(Map.of("consumer_byte_rate", 7.0));
    }

    @Test
    void ofAnEntityThatIsNamedTwiceTheFirstMentionCounts() {
        Map<Entity, Optional<ApiError>> outcomes = alter(
                new Alteration(USER, List.of(set("producer_byte_rate", 1))),
                new Alteration(USER, List.of(set("producer_byte_rate", 2))));

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(USER).map(ApiError::code)).contains(ErrorCode.INVALID_REQUEST);
        assertThat(quotas(USER)).isEqualTo(Map.of("producer_byte_rate", 1.0));
    }

    @Test
    void aKeyThatIsNamedTwiceIsRefused() {
        assertThat(alter(USER, set("producer_byte_rate", 1), remove("producer_byte_rate"))
                        .map(ApiError::code))
                .contains(ErrorCode.INVALID_REQUEST);
        assertThat(quotas(USER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "user, producer_byte_rate, 1, ",
        "user, producer_byte_rate, 9e18, ",
        "user, producer_byte_rate, 1e19, Proposed value for producer_byte_rate is too large for a LONG.",
        "client-id, consumer_byte_rate, 1.5, consumer_byte_rate cannot be a fractional value.",
        "client-id, consumer_byte_rate, 0, Quota consumer_byte_rate must be greater than 0",
        "user, request_percentage, 0.1, ",
        "user, request_percentage, -1, Quota request_percentage must be greater than 0",
        "user, controller_mutation_rate, 0.5, ",
        "user, connection_creation_rate, 5, Invalid configuration key connection_creation_rate",
        "ip, connection_creation_rate, 5, ",
        "ip, connection_creation_rate, 3e9, Proposed value for connection_creation_rate is too large for an INT.",
        "ip, producer_byte_rate, 5, Invalid configuration key producer_byte_rate",
        "user, no.such, 5, Invalid configuration key no.such"
    })
    void keysGoWithEntitiesAndLimitsWithKeys(String type, String key, double limit, String refusal) {
        Optional<ApiError> error = alter(entity(type, "127.0.0.1"), set(key, limit));

        assertThat(error.map(ApiError::message).orElse(null)).isEqualTo(refusal);
        assertThat(error.map(ApiError::code).orElse(ErrorCode.INVALID_REQUEST)).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void entitiesThatMakeNoSenseAreRefused() {
        assertThat(alter(entity(), set("producer_byte_rate", 1))).isPresent();
        assertThat(alter(entity("group", "g"), set("producer_byte_rate", 1))).isPresent();
        assertThat(alter(entity("client-id", ""), set("producer_byte_rate", 1))).isPresent();
        assertThat(alter(entity("ip", "nowhere"), set("connection_creation_rate", 1)))
                .isPresent();
        assertThat(alter(entity("ip", "::1", "user", "u"), set("connection_creation_rate", 1)))
                .isPresent();
        assertThat(alter(entity("ip", null), set("connection_creation_rate", 1)))
                .isEmpty();

        assertThat(cluster.image().quotas().byEntity()).containsOnlyKeys(entity("ip", null));
    }
}
