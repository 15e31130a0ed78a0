package io.ottla.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {
    private static final String BEFORE =
            "Max processes             95827                95827                processes ";

    @ParameterizedTest
    @CsvSource({"20000,12500", "1024,640", "1,1", "1048576,65536", "unlimited,65536", "18446744073709551615,65536"})
    void mostOfWhatTheProcessMayOpenIsForSegments(String soft, int expected) {
        String line = "Max open files            " + soft + "                20000                files     ";
        assertThat(OpenFiles.forSegments(List.of(BEFORE, line))).isEqualTo(expected);
    }

    @Test
    void fewWhereTheLimitIsNotTold() {
        assertThat(OpenFiles.forSegments(List.of(BEFORE))).isEqualTo(512);
    }
}
