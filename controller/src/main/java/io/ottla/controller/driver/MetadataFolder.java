package io.ottla.controller.driver;

import io.ottla.controller.image.OffsetAndEpoch;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the controller's files.
 *
 * <pre>
 *   (data folder)/
 *     bootstrap.checkpoint                          what a new cluster begins with
 *     __cluster_metadata-0/
 *       00000000000000000000.log, .index, ...       the log
 *       00000000000000000148-0000000002.checkpoint  a snapshot: end offset, epoch
 *       quorum-state                                the last election
 *       partition.metadata                          the topic's id
 * </pre>
 *
 * @param dataFolder an entry of {@code log.dirs}
 */
record MetadataFolder(Path dataFolder) {
    static final String TOPIC = "__cluster_metadata";
    static final String UNFINISHED_SUFFIX = ".checkpoint.part";

    private static final int OFFSET_DIGITS = 20;
    private static final int EPOCH_DIGITS = 10;
    private static final Pattern SNAPSHOT_NAME = Pattern.compile("(\\d{20})-(\\d{10})\\.checkpoint");

    Path log() {
        return dataFolder.resolve(TOPIC + "-0");
    }

    Path bootstrap() {
        return dataFolder.resolve("bootstrap.checkpoint");
    }

    Path quorumState() {
        return log().resolve("quorum-state");
    }

    Path partitionMetadata() {
        return log().resolve("partition.metadata");
    }

    /** @param id the end offset, which is one more than that of the last record in it, and that record's epoch */
    Path snapshot(OffsetAndEpoch id) {
        return log().resolve(nameOf(id) + ".checkpoint");
    }

    Path unfinishedSnapshot(OffsetAndEpoch id) {
        return log().resolve(nameOf(id) + UNFINISHED_SUFFIX);
    }

    /** In digits that are the same in every country. */
    private static String nameOf(OffsetAndEpoch id) {
        return padded(id.offset(), OFFSET_DIGITS) + "-" + padded(id.epoch(), EPOCH_DIGITS);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** The snapshot that a file is; empty when it is something else. */
    static Optional<OffsetAndEpoch> snapshotOf(String fileName) {
        Matcher matcher = SNAPSHOT_NAME.matcher(fileName);
        return matcher.matches()
                ? Optional.of(new OffsetAndEpoch(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
