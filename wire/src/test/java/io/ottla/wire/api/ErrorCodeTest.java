package io.ottla.wire.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
