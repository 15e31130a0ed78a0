package io.ottla.storage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTextTest {
    @Test
    void whatWasWrittenIsRead() throws IOException {
        ByteBuffer content = CheckpointText.format(List.of("a 1", "b 2"));
        assertThat(CheckpointText.parse(content, 2)).containsExactly(List.of("a", "1"), List.of("b", "2"));
        assertThat(CheckpointText.parse(CheckpointText.format(List.of()), 2)).isEmpty();
    }

    @Test
    void anyBlanksMayStandBetweenWords() throws IOException {
        assertThat(CheckpointText.parse(text("0\r\n1\r\na\t  1\r\n"), 2)).containsExactly(List.of("a", "1"));
    }

    @Test
    void aFileThatWasOnlyMadeHasNoEntries() throws IOException {
        assertThat(CheckpointText.parse(text(""), 2)).isEmpty();
        assertThat(CheckpointText.parse(text("0\n"), 2)).isEmpty();
    }

    @Test
    void damageIsReported() {
        assertDamaged("1\n0\n", "version");
        assertDamaged("noise", "noise");
        assertDamaged("0\nnoise\n", "states noise entries");
        assertDamaged("0\n2\na 1\n", "states 2 entries, and has 1");
        assertDamaged("0\n1\na 1\nb 2\n", "states 1 entries, and has 2");
        assertDamaged("0\n-1\n", "states -1 entries");
        assertDamaged("0\n1\na\n", "\"a\" does not have 2 words");
        assertDamaged("0\n1\na 1 2\n", "does not have 2 words");
        assertDamaged("0\n2\na 1\n\n", "does not have 2 words");
    }

    private static void assertDamaged(String content, String reason) {
        assertThatThrownBy(() -> CheckpointText.parse(text(content), 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static ByteBuffer text(String content) {
        return StandardCharsets.UTF_8.encode(content);
    }
}
