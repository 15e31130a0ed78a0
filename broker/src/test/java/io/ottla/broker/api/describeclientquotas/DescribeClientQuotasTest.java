package io.ottla.broker.api.describeclientquotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.DecidingController;
import io.ottla.broker.dispatch.Calls;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeClientQuotasRequest;
import io.ottla.wire.message.DescribeClientQuotasRequest.ComponentData;
import io.ottla.wire.message.DescribeClientQuotasResponse;
import io.ottla.wire.message.DescribeClientQuotasResponse.EntryData;
import io.ottla.wire.record.metadata.ClientQuotaRecord;
import io.ottla.wire.record.metadata.ClientQuotaRecord.EntityData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescribeClientQuotasTest {
    private static final byte EXACT = 0;
    private static final byte DEFAULT = 1;
    private static final byte ANY = 2;

    private final DecidingController controller = new DecidingController(BrokerConfigs.of(Map.of()));
    private final DescribeClientQuotasHandler handler = new DescribeClientQuotasHandler(controller::image);

    DescribeClientQuotasTest() {
        quota(1, "user", "u");
        quota(2, "user", null);
        quota(3, "user", "u", "client-id", "c");
        quota(4, "user", null, "client-id", "c");
        quota(5, "client-id", "c");
        quota(6, "client-id", null);
        quota(7, "ip", "127.0.0.1");
    }

    private void quota(double limit, String... typesAndNames) {
        List<EntityData> parts = new ArrayList<>();
        for (int i = 0; i < typesAndNames.length; i += 2) {
            parts.add(new EntityData().entityType(typesAndNames[i]).entityName(typesAndNames[i + 1]));
        }
        controller.apply(new ClientQuotaRecord().entity(parts).key("some_rate").value(limit));
    }

    private static ComponentData component(String type, byte matchType, String match) {
        return new ComponentData().entityType(type).matchType(matchType).match(match);
    }

    private DescribeClientQuotasResponse ask(int version, boolean strict, ComponentData... components) {
        return Calls.call(
                handler,
                version,
                new DescribeClientQuotasRequest().strict(strict).components(List.of(components)),
                DescribeClientQuotasResponse::read);
    }

    /** The limits of the entities that match, which tell them apart. */
    private List<Integer> found(boolean strict, ComponentData... components) {
        DescribeClientQuotasResponse response = ask(1, strict, components);
        assertThat(response.errorCode()).isZero();
        return response.entries().stream()
                .map(entry -> (int) entry.values().getFirst().value())
                .sorted()
                .toList();
    }

    @Test
    void anEntityIsToldWithItsPartsAndValues() {
        EntryData entry = ask(0, true, component("user", DEFAULT, null), component("client-id", EXACT, "c"))
                .entries()
                .getFirst();

        assertThat(entry.entity().stream()
                        .collect(Collectors.toMap(
                                DescribeClientQuotasResponse.EntityData::entityType,
                                part -> String.valueOf(part.entityName()))))
                .isEqualTo(Map.of("user", "null", "client-id", "c"));
        assertThat(entry.values())
                .containsExactly(new DescribeClientQuotasResponse.ValueData()
                        .key("some_rate")
                        .value(4));
    }

    @Test
    void nothingAskedForMeansAllUnlessStrict() {
        assertThat(found(false)).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(found(true)).isEmpty();
    }

    @Test
    void otherPartsAreWelcomeUnlessStrict() {
        assertThat(found(false, component("user", EXACT, "u"))).containsExactly(1, 3);
        assertThat(found(true, component("user", EXACT, "u"))).containsExactly(1);
        assertThat(found(false, component("user", DEFAULT, null))).containsExactly(2, 4);
        assertThat(found(true, component("user", ANY, null))).containsExactly(1, 2);
        assertThat(found(false, component("client-id", ANY, null))).containsExactly(3, 4, 5, 6);
        assertThat(found(true, component("ip", ANY, null))).containsExactly(7);
    }

    @Test
    void allComponentsAreToMatch() {
        assertThat(found(false, component("user", ANY, null), component("client-id", EXACT, "c")))
                .containsExactly(3, 4);
        assertThat(found(true, component("user", EXACT, "u"), component("client-id", DEFAULT, null)))
                .isEmpty();
    }

    static List<List<ComponentData>> senseless() {
        return List.of(
                List.of(component("", ANY, null)),
                List.of(component("user", ANY, null), component("user", EXACT, "u")),
                List.of(component("user", EXACT, null)),
                List.of(component("user", DEFAULT, "u")),
                List.of(component("user", ANY, "u")),
                List.of(component("user", (byte) 3, null)),
                List.of(component("user", ANY, null), component("ip", ANY, null)));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void whatMakesNoSenseIsAnError(List<ComponentData> components) {
        DescribeClientQuotasResponse response = ask(1, false, components.toArray(ComponentData[]::new));

        assertThat(response.errorCode()).isEqualTo(ErrorCode.INVALID_REQUEST.code());
        assertThat(response.errorMessage()).isNotEmpty();
        assertThat(response.entries()).isNull();
    }

    @Test
    void aKindOfEntityThatThereIsNot() {
        assertThat(ask(1, false, component("group", ANY, null)).errorCode())
                .isEqualTo(ErrorCode.UNSUPPORTED_VERSION.code());
    }
}
