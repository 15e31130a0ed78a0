package io.ottla.broker.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest;
import io.ottla.wire.message.ConsumerGroupHeartbeatRequest.TopicPartitions;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a heartbeat must be like, whatever the group is. */
class RequestRulesTest {
    private final Script script = new Script().topic("foo", 1);

    private ErrorCode join(int version, Consumer<ConsumerGroupHeartbeatRequest> change) {
        ConsumerGroupHeartbeatRequest request = script.joinOf("a", "foo");
        change.accept(request);
        return ErrorCode.forCode(script.coordinator.heartbeat(request, version).errorCode());
    }

    @Test
    void joiningNeedsAllThereIsToSay() {
        assertThat(join(1, request -> request.rebalanceTimeoutMs(-1))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.topicPartitions(null))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.topicPartitions(List.of(new TopicPartitions()))))
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.subscribedTopicNames(null))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.subscribedTopicNames(List.of()))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void idsMustNotBeBlank() {
        assertThat(join(1, request -> request.groupId(" "))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.instanceId(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.rackId(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.memberId(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(0, request -> request.memberId("").memberEpoch(1))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void inVersion0TheCoordinatorMakesUpTheMemberId() {
        script.send("a", script.joinOf("", "foo"), 0);
        assertThat(script.transcript()).isEqualTo("""
                        -- topic foo has 1
                        a@0: epoch 2 as new-1, has foo[0]
                        """);
    }

    @Test
    void epochsAndAssignorsMustBeKnown() {
        assertThat(join(1, request -> request.memberEpoch(-3))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.memberEpoch(-2))).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(join(1, request -> request.serverAssignor("mine"))).isEqualTo(ErrorCode.UNSUPPORTED_ASSIGNOR);
        assertThat(join(1, request -> request.serverAssignor("range"))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aFullGroupTakesNobody() {
        ConsumerGroupSettings usual = Coordinator.SETTINGS;
        Script full = new Script(new Coordinator(
                new ConsumerGroupSettings(
                        1, usual.assignors(), usual.regexRefreshIntervalMs(), usual.migration(), usual.classic()),
                Coordinator.TIMING));
        full.join("a", "foo").join("b", "foo").beat("a").join("a", "foo");
        assertThat(full.transcript()).isEqualTo("""
                        a@0: epoch 2, has nothing
                        b@0: GROUP_MAX_SIZE_REACHED
                        a@2: epoch 2
                        a@0: epoch 2, has nothing
                        """);
    }
}
