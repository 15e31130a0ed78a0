package io.ottla.broker.api.findcoordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.broker.dispatch.Calls;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.FindCoordinatorRequest;
import io.ottla.wire.message.FindCoordinatorResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindCoordinatorHandlerTest {
    private final FindCoordinatorHandler handler = new FindCoordinatorHandler();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void thereIsNoCoordinatorForAKey(int version) {
        FindCoordinatorResponse response =
                Calls.call(handler, version, new FindCoordinatorRequest().key("group"), FindCoordinatorResponse::read);

        assertThat(response.errorCode()).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE.code());
        assertThat(response.nodeId()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void everyKeyIsAnswered(int version) {
        FindCoordinatorRequest request = new FindCoordinatorRequest().coordinatorKeys(List.of("one", "two"));

        FindCoordinatorResponse response = Calls.call(handler, version, request, FindCoordinatorResponse::read);

        assertThat(response.coordinators())
                .extracting(coordinator -> coordinator.key() + ": " + ErrorCode.forCode(coordinator.errorCode()))
                .containsExactly("one: COORDINATOR_NOT_AVAILABLE", "two: COORDINATOR_NOT_AVAILABLE");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 2, INVALID_REQUEST",
        "6, 2, COORDINATOR_NOT_AVAILABLE",
        "6, 1, COORDINATOR_NOT_AVAILABLE",
        "6, 3, INVALID_REQUEST"
    })
    void kindsOfKeys(int version, byte keyType, ErrorCode expected) {
        FindCoordinatorRequest request =
                new FindCoordinatorRequest().keyType(keyType).coordinatorKeys(List.of("key"));
        assertThat(Calls.call(handler, version, request, FindCoordinatorResponse::read)
                        .coordinators())
                .singleElement()
                .satisfies(coordinator -> assertThat(coordinator.errorCode()).isEqualTo(expected.code()));
    }
}
