package io.ottla.controller.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.controller.record.MetadataRecordCodec;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import io.ottla.wire.record.metadata.MetadataRecordType;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** An image, written as records and built from them again, is the same. */
final class ImageRecordsTest {
    private static final String CLUSTER = "c";

    private static ClusterImage rebuilt(ClusterImage image) {
        ImageBuilder builder = new ImageBuilder(ClusterImage.empty(CLUSTER));
        for (VersionedRecord record : ImageRecords.of(image)) {
            // Over the bytes, as a snapshot does.
            builder.apply(
                    MetadataRecordCodec.read(MetadataRecordCodec.write(record)).message());
        }
        builder.setApplied(image.applied());
        return builder.image();
    }

    @RepeatedTest(5)
    void equalsTheImageBuiltFromItsRecords(RepetitionInfo repetition) {
        RandomRecords records = new RandomRecords(new Random(repetition.getCurrentRepetition()), CLUSTER);
        for (int count = 0; count < 400; count++) {
            VersionedRecord record = records.next();
            ClusterImage image = records.builder().visible();
            if (image.features().metadataVersion().isPresent()) {
                assertThat(rebuilt(image))
                        .as("seed %d, after %s", repetition.getCurrentRepetition(), record)
                        .isEqualTo(image);
            }
        }
    }

    @Test
    void randomRecordsAreOfAllTypes() {
        RandomRecords records = new RandomRecords(new Random(1), CLUSTER);
        Set<MetadataRecordType> seen = EnumSet.noneOf(MetadataRecordType.class);
        for (int count = 0; count < 5_000; count++) {
            seen.add(MetadataRecordType.find(records.next().message().apiKey()));
        }

        assertThat(seen).containsExactlyInAnyOrder(MetadataRecordType.values());
    }

    @Test
    void theMetadataVersionComesFirst() {
        RandomRecords records = new RandomRecords(new Random(2), CLUSTER);
        for (int count = 0; count < 200; count++) {
            records.next();
        }

        assertThat(ImageRecords.of(records.builder().visible()).get(0).message())
                .isEqualTo(
                        new FeatureLevelRecord().name(MetadataVersion.FEATURE).featureLevel(MetadataVersion.HIGHEST));
    }

    @Test
    void anOldMetadataVersionIsWrittenInItsOwnVersions() {
        for (short level = MetadataVersion.LOWEST; level <= MetadataVersion.HIGHEST; level++) {
            ImageBuilder builder = new ImageBuilder(ClusterImage.empty(CLUSTER));
            RandomRecords records = new RandomRecords(new Random(3), CLUSTER);
            for (int count = 0; count < 300; count++) {
                records.next();
            }
            ImageRecords.of(records.builder().visible()).forEach(record -> builder.apply(record.message()));
            builder.apply(new FeatureLevelRecord().name(MetadataVersion.FEATURE).featureLevel(level));

            List<VersionedRecord> written = ImageRecords.of(builder.image());

            assertThat(written)
                    .allSatisfy(record -> assertThat(
                                    MetadataRecordCodec.write(record).remaining())
                            .isPositive());
        }
    }
}
