package io.ottla.wire.batch;

import io.ottla.wire.batch.codec.Codec;
import io.ottla.wire.batch.codec.GzipCodec;
import io.ottla.wire.batch.codec.Lz4Codec;
import io.ottla.wire.batch.codec.SnappyCodec;
import io.ottla.wire.batch.codec.ZstdCodec;
import java.util.Arrays;
import java.util.Optional;

/** How a batch's records are packed. The order is that of the numbers in a batch's attributes. */
public enum Compression {
    NONE("none", Levels.NONE),
    GZIP("gzip", new Levels(1, 9, -1)),
    SNAPPY("snappy", Levels.NONE),
    LZ4("lz4", new Levels(1, 17, 9)),
    ZSTD("zstd", new Levels(-131_072, 22, 3));

    /** The levels of a compression, and the one that is used when none is asked for: not always one between the others. */
    private record Levels(int lowest, int highest, int standard) {
        /** For compressions without levels. */
        static final Levels NONE = new Levels(0, 0, 0);
    }

    private static final Compression[] BY_ID = values();

    private final String configName;
    private final Levels levels;

    Compression(String configName, Levels levels) {
        this.configName = configName;
        this.levels = levels;
    }

    /** The compression with this number in a batch's attributes; empty for the numbers 5 to 7, which none has. */
    public static Optional<Compression> forId(int id) {
        return id >= 0 && id < BY_ID.length ? Optional.of(BY_ID[id]) : Optional.empty();
    }

    /** The compression of this name, as in {@code compression.type}. */
    public static Optional<Compression> forName(String name) {
        return Arrays.stream(BY_ID).filter(one -> one.configName.equals(name)).findFirst();
    }

    /** The number in a batch's attributes. */
    public int id() {
        return ordinal();
    }

    public String configName() {
        return configName;
    }

    /** The level that is used when none is asked for. */
    public int defaultLevel() {
        return levels.standard;
    }

    /** Whether there is such a level. */
    public boolean hasLevel(int level) {
        return level == levels.standard || (level >= levels.lowest && level <= levels.highest);
    }

    /** What packs and unpacks; loads the library that does it. There is none for {@link #NONE}. */
    Codec codec() {
        return switch (this) {
            case NONE -> throw new IllegalStateException("what is not compressed needs no codec");
            case GZIP -> new GzipCodec();
            case SNAPPY -> new SnappyCodec();
            case LZ4 -> new Lz4Codec(LZ4.defaultLevel());
            case ZSTD -> new ZstdCodec();
        };
    }

    /**
     * How many times its size packed bytes can unpack to at most, by the format's own arithmetic: a deflate symbol makes 258
     * bytes out of 2 bits, an LZ4 match grows by 255 a byte, a snappy copy makes 64 out of 3, a Zstandard block of 4 bytes
     * makes 128 KiB.
     */
    int growthMax() {
        return switch (this) {
            case NONE -> 1;
            case GZIP -> 1_032;
            case SNAPPY -> 22;
            case LZ4 -> 255;
            case ZSTD -> 32_768;
        };
    }
}
