package io.ottla.wire.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    @Test
    void namesAndNumbersAreTheReferences() {
        assertThat(Arrays.stream(ErrorCode.values()).map(error -> error.name() + "=" + error.code()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Errors.values())
                        .map(error -> error.name() + "=" + error.code())
                        .toList());
    }

    @Test
    void whatMayBeTriedAgainIsTheReferences() {
        for (ErrorCode error : ErrorCode.values()) {
            boolean retriable = Errors.forCode(error.code()).exception() instanceof RetriableException;
            assertThat(error.isRetriable()).as(error.name()).isEqualTo(retriable);
        }
    }

    @Test
    void everyErrorHasItsNameInWords() {
        assertThat(ErrorCode.NOT_LEADER_OR_FOLLOWER.text()).isEqualTo("not leader or follower");
    }

    @Test
    void everyNumberLeadsBackToItsError() {
        for (ErrorCode error : ErrorCode.values()) {
            assertThat(ErrorCode.forCode(error.code())).isSameAs(error);
        }
    }

    @Test
    void numbersWithoutAnErrorAreUnknown() {
        assertThat(ErrorCode.forCode((short) -2)).isSameAs(ErrorCode.UNKNOWN_SERVER_ERROR);
        assertThat(ErrorCode.forCode(Short.MAX_VALUE)).isSameAs(ErrorCode.UNKNOWN_SERVER_ERROR);
    }
}
