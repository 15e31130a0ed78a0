package io.ottla.broker.api.alterclientquotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.api.DecidingController;
import io.ottla.broker.dispatch.Calls;
import io.ottla.controller.configdef.BrokerConfigs;
import io.ottla.controller.decide.ApiError;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.AlterClientQuotasRequest;
import io.ottla.wire.message.AlterClientQuotasRequest.EntityData;
import io.ottla.wire.message.AlterClientQuotasRequest.EntryData;
import io.ottla.wire.message.AlterClientQuotasRequest.OpData;
import io.ottla.wire.message.AlterClientQuotasResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlterClientQuotasTest {
    private final DecidingController controller = new DecidingController(BrokerConfigs.of(Map.of()));
    private final AlterClientQuotasHandler handler = new AlterClientQuotasHandler(controller);

    private static EntityData part(String type, String name) {
        return new EntityData().entityType(type).entityName(name);
    }

    private static EntryData entry(List<EntityData> entity, OpData... ops) {
        return new EntryData().entity(entity).ops(List.of(ops));
    }

    private static OpData set(String key, double value) {
        return new OpData().key(key).value(value);
    }

    private static OpData remove(String key) {
        return new OpData().key(key).remove(true);
    }

    /** By entity the code and the message. */
    private List<String> alter(int version, EntryData... entries) {
        AlterClientQuotasRequest request = new AlterClientQuotasRequest().entries(List.of(entries));
        return Calls.call(handler, version, request, AlterClientQuotasResponse::read).entries().stream()
                .map(entry -> entry.entity().stream()
                                .map(part -> part.entityType() + " " + part.entityName())
                                .toList()
                        + ": " + entry.errorCode() + " " + entry.errorMessage())
                .toList();
    }

    private List<String> quotas() {
        return controller.image().quotas().byEntity().values().stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void quotasAreSetAndRemoved(int version) {
        List<EntityData> entity = List.of(part("user", "u"), part("client-id", null));
        assertThat(alter(version, entry(entity, set("producer_byte_rate", 1000))))
                .containsExactly("[client-id null, user u]: 0 null");
        assertThat(quotas()).containsExactly("{producer_byte_rate=1000.0}");

        alter(version, entry(entity, remove("producer_byte_rate")));
        assertThat(quotas()).isEmpty();
    }

    @Test
    void anAddressNeedNotBeLookedUp() {
        assertThat(alter(
                        1,
                        entry(List.of(part("ip", "127.0.0.1")), set("connection_creation_rate", 1)),
                        entry(List.of(part("ip", "::1")), set("connection_creation_rate", 2)),
                        entry(List.of(part("ip", null)), set("connection_creation_rate", 3))))
                .containsExactly("[ip 127.0.0.1]: 0 null", "[ip ::1]: 0 null", "[ip null]: 0 null");
        assertThat(quotas()).hasSize(3);
    }

    @Test
    void eachEntityIsToldOfItsOwnError() {
        assertThat(alter(
                        1,
                        entry(List.of(part("client-id", "c")), set("no.such", 1)),
                        entry(List.of(part("user", "u")), set("request_percentage", 50))))
                .containsExactly("[client-id c]: 42 Invalid configuration key no.such", "[user u]: 0 null");
    }

    @Test
    void aControllerThatCannotIsSaidOfAll() {
        controller.refuseAll(new ApiError(ErrorCode.NOT_CONTROLLER, "not now"));
        assertThat(alter(
                        1,
                        entry(List.of(part("user", "u")), set("request_percentage", 50)),
                        entry(List.of(part("user", "v")), set("request_percentage", 50))))
                .containsExactly("[user u]: 41 not now", "[user v]: 41 not now");
    }
}
