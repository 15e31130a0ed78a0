package io.ottla.broker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.image.ClientQuotaKey;
import io.ottla.controller.image.ClientQuotasImage;
import io.ottla.controller.image.ClientQuotasImage.Entity;
import io.ottla.controller.image.ClientQuotasImage.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class LimitsTest {
    private static final String KEY = ClientQuotaKey.PRODUCER_BYTE_RATE.text();

    /** From the most to the least specific: user and client id, each a name, null for any, or "-" for not at all. */
    private static final List<List<String>> BY_SPECIFICITY = List.of(
            List.of("u", "c"),
            List.of("u", "*"),
            List.of("u", "-"),
            List.of("*", "c"),
            List.of("*", "*"),
            List.of("*", "-"),
            List.of("-", "c"),
            List.of("-", "*"));

    private ClientQuotasImage image = ClientQuotasImage.EMPTY;

    private void add(String user, String clientId, String key, double limit) {
        List<Part> parts = new ArrayList<>();
        part(Part.USER, user).ifPresent(parts::add);
        part(Part.CLIENT_ID, clientId).ifPresent(parts::add);
        Entity entity = new Entity(parts);
        image = new ClientQuotasImage(image.byEntity()
                .plus(
                        entity,
                        image.byEntity().getOrDefault(entity, TreePMap.empty()).plus(key, limit)));
    }

    private static Optional<Part> part(String type, String name) {
        return switch (name) {
            case "-" -> Optional.empty();
            case "*" -> Optional.of(new Part(type, Optional.empty()));
            default -> Optional.of(new Part(type, Optional.of(name)));
        };
    }

    private Limits limits() {
        return Limits.of(image, ClientQuotaKey.PRODUCER_BYTE_RATE);
    }

    private double limit(String user, String clientId) {
        return limits().of(user, clientId).map(Limit::perSecond).orElse(-1.0);
    }

    @Test
    void theMostSpecificLimitCounts() {
        for (int level = BY_SPECIFICITY.size() - 1; level >= 0; level--) {
            add(BY_SPECIFICITY.get(level).get(0), BY_SPECIFICITY.get(level).get(1), KEY, level);
            assertThat(limit("u", "c")).isEqualTo(level);
        }
        assertThat(limit("u", "other")).isEqualTo(1);
        assertThat(limit("other", "c")).isEqualTo(3);
        assertThat(limit("other", "other")).isEqualTo(4);
    }

    @Test
    void limitsOnSomethingElseDoNot() {
        add("u", "c", ClientQuotaKey.CONSUMER_BYTE_RATE.text(), 1);

        assertThat(limits().isEmpty()).isTrue();
        assertThat(limits().of("u", "c")).isEmpty();

        add("-", "*", KEY, 2);
        assertThat(limit("u", "c")).isEqualTo(2);
    }

    @Test
    void aClientWithoutAnIdHasTheLimitsOfItsUser() {
        add("-", "*", KEY, 1);
        add("*", "*", KEY, 2);
        assertThat(limit("u", "")).isEqualTo(-1);

        add("*", "-", KEY, 3);
        assertThat(limit("u", "")).isEqualTo(3);
    }

    @Test
    void aDefaultHoldsForEachByItself() {
        add("*", "-", KEY, 1);
        assertThat(limits().of("u", "c").orElseThrow().holder()).isEqualTo(new Holder("u", ""));
        assertThat(limits().of("v", "c").orElseThrow().holder()).isEqualTo(new Holder("v", ""));

        add("u", "*", KEY, 2);
        assertThat(limits().of("u", "c").orElseThrow().holder()).isEqualTo(new Holder("u", "c"));
        assertThat(limits().of("u", "").orElseThrow().holder()).isEqualTo(new Holder("u", ""));
    }

    @Test
    void theClientsOfAnAddressAreNoneOfThis() {
        image = new ClientQuotasImage(image.byEntity()
                .plus(
                        new Entity(List.of(new Part(Part.IP, Optional.of("127.0.0.1")))),
                        TreePMap.<String, Double>empty().plus(KEY, 1.0)));
        assertThat(limits().isEmpty()).isTrue();
    }
}
