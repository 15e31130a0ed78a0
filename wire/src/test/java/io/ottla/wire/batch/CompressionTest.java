package io.ottla.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
    private static final byte[] TEXT = IntStream.range(0, 4_000)
            .mapToObj(i -> "line " + i * 7919 % 1_000 + " of a text. ")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    void numbersAndNamesAreTheReferences() {
        assertThat(Arrays.stream(Compression.values()).map(one -> one.id() + " " + one.configName()))
                .containsExactlyElementsOf(Arrays.stream(CompressionType.values())
                        .map(type -> type.id + " " + type.name)
                        .toList());
    }

    @Test
    void numbersAndNamesOfNoCompressionGiveNone() {
        assertThat(Compression.forId(-1)).isEmpty();
        assertThat(Compression.forId(5)).isEmpty();
        assertThat(Compression.forName("brotli")).isEmpty();
        assertThat(Compression.forName("zstd")).contains(Compression.ZSTD);
        assertThat(Compression.forId(3)).contains(Compression.LZ4);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "LZ4", "ZSTD"})
    void levelsAreTheReferences(Compression compression) {
        CompressionType type = CompressionType.forId(compression.id());
        assertThat(compression.defaultLevel()).isEqualTo(type.defaultLevel());
        assertThat(compression.hasLevel(type.defaultLevel())).isTrue();
        assertThat(compression.hasLevel(type.minLevel())).isTrue();
        assertThat(compression.hasLevel(type.maxLevel())).isTrue();
        assertThat(compression.hasLevel(type.minLevel() - 1)).isEqualTo(type.minLevel() - 1 == type.defaultLevel());
        assertThat(compression.hasLevel(type.maxLevel() + 1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "LZ4"})
    void levelsPackAsTheReferencesDo(Compression compression) {
        for (int level : new int[] {1, 3, 9}) {
            assertThat(packed(compression, level)).isEqualTo(packedByReference(compression, level));
        }
    }

    /** The reference feeds zstd in other pieces, so that the bytes may differ, but not by much. */
    @Test
    void levelsOfZstdReachTheLibrary() {
        int fast = packed(Compression.ZSTD, -50).remaining();
        int thorough = packed(Compression.ZSTD, 22).remaining();
        assertThat(thorough).isLessThan(fast);
        assertThat(fast).isCloseTo(packedByReference(Compression.ZSTD, -50).remaining(), withinPercentage(5));
        assertThat(thorough).isCloseTo(packedByReference(Compression.ZSTD, 22).remaining(), withinPercentage(5));
    }

    private static ByteBuffer packed(Compression compression, int level) {
        return new BatchBuilder()
                .compression(compression, level)
                .append(5, null, TEXT)
                .build();
    }

    private static ByteBuffer packedByReference(Compression compression, int level) {
        MemoryRecordsBuilder reference = MemoryRecords.builder(
                ByteBuffer.allocate(1024),
                ReferenceBatches.compression(compression, level),
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                0);
        reference.append(5L, null, TEXT);
        return reference.build().buffer();
    }

    @Test
    void aLevelThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> new BatchBuilder().compression(Compression.GZIP, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gzip has no level 10");
    }
}
