package io.ottla.controller.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.wire.io.ApiMessage;
import io.ottla.wire.io.Uuid;
import io.ottla.wire.record.metadata.AbortTransactionRecord;
import io.ottla.wire.record.metadata.BeginTransactionRecord;
import io.ottla.wire.record.metadata.BrokerRegistrationChangeRecord;
import io.ottla.wire.record.metadata.ClearElrRecord;
import io.ottla.wire.record.metadata.ConfigRecord;
import io.ottla.wire.record.metadata.EndTransactionRecord;
import io.ottla.wire.record.metadata.FeatureLevelRecord;
import io.ottla.wire.record.metadata.PartitionChangeRecord;
import io.ottla.wire.record.metadata.PartitionRecord;
import io.ottla.wire.record.metadata.RemoveTopicRecord;
import io.ottla.wire.record.metadata.TopicRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImageBuilderTest {
    private static final Uuid TOPIC = new Uuid(1, 1);

    private final ImageBuilder builder = new ImageBuilder(ClusterImage.empty("c"));

    private void apply(ApiMessage... records) {
        for (ApiMessage record : records) {
            builder.apply(record);
        }
    }

    private static PartitionRecord partition(int id) {
        return new PartitionRecord()
                .topicId(TOPIC)
                .partitionId(id)
                .replicas(List.of(1))
                .directories(List.of(new Uuid(9, 9)))
                .isr(List.of(1))
                .leader(1)
                .leaderEpoch(0)
                .partitionEpoch(0);
    }

    @Test
    void aTransactionIsSeenWhenItEnds() {
        apply(new BeginTransactionRecord(), new TopicRecord().name("t").topicId(TOPIC), partition(0));

        assertThat(builder.image().topics().topic("t")).isNotNull();
        assertThat(builder.visible().topics().topic("t")).isNull();

        apply(new EndTransactionRecord());
        assertThat(builder.visible().topics().topic("t").partitions()).hasSize(1);
    }

    @Test
    void anAbortedTransactionNeverWas() {
        apply(new BeginTransactionRecord(), new TopicRecord().name("t").topicId(TOPIC), new AbortTransactionRecord());

        assertThat(builder.image().topics().topic("t")).isNull();
        assertThat(builder.inTransaction()).isFalse();
    }

    @Test
    void anAbortKeepsWhatCameBefore() {
        apply(new TopicRecord().name("t").topicId(TOPIC));
        apply(new BeginTransactionRecord(), new RemoveTopicRecord().topicId(TOPIC));
        builder.setApplied(new OffsetAndEpoch(7, 1));
        apply(new AbortTransactionRecord());

        assertThat(builder.image().topics().topic("t")).isNotNull();
        assertThat(builder.image().applied()).isEqualTo(new OffsetAndEpoch(7, 1));
    }

    @Test
    void refusesRecordsThatCannotFollow() {
        assertThatThrownBy(() -> apply(partition(0))).isInstanceOf(InvalidRecordException.class);
        assertThatThrownBy(() -> apply(new RemoveTopicRecord().topicId(TOPIC)))
                .isInstanceOf(InvalidRecordException.class);
        assertThatThrownBy(() -> apply(new EndTransactionRecord())).isInstanceOf(InvalidRecordException.class);
        assertThatThrownBy(() -> apply(new AbortTransactionRecord())).isInstanceOf(InvalidRecordException.class);
        assertThatThrownBy(() -> apply(new BrokerRegistrationChangeRecord().brokerId(1)))
                .isInstanceOf(InvalidRecordException.class);
        assertThatThrownBy(() -> apply(new ClearElrRecord().topicName("t"))).isInstanceOf(InvalidRecordException.class);
        apply(new TopicRecord().name("t").topicId(TOPIC));
        assertThatThrownBy(() -> apply(new TopicRecord().name("t").topicId(new Uuid(2, 2))))
                .isInstanceOf(InvalidRecordException.class);
        assertThatThrownBy(
                        () -> apply(new PartitionChangeRecord().topicId(TOPIC).partitionId(0)))
                .isInstanceOf(InvalidRecordException.class);
    }

    @Test
    void refusesAMetadataVersionThatItCannotFollow() {
        assertThatThrownBy(() -> apply(
                        new FeatureLevelRecord().name(MetadataVersion.FEATURE).featureLevel((short) 31)))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining("metadata.version 31");
    }

    @Test
    void theLeaderEpochRisesWithTheLeaderAndThePartitionEpochWithAll() {
        apply(new TopicRecord().name("t").topicId(TOPIC), partition(0));

        apply(new PartitionChangeRecord().topicId(TOPIC).partitionId(0).isr(List.of()));
        assertThat(builder.image().topics().partition("t", 0).leaderEpoch()).isZero();
        assertThat(builder.image().topics().partition("t", 0).partitionEpoch()).isEqualTo(1);

        apply(new PartitionChangeRecord().topicId(TOPIC).partitionId(0).leader(1));
        assertThat(builder.image().topics().partition("t", 0).leaderEpoch()).isEqualTo(1);
        assertThat(builder.image().topics().partition("t", 0).partitionEpoch()).isEqualTo(2);
    }

    @Test
    void recordsFromBeforeDirectoriesHadIdsSayThatNothingIsKnown() {
        apply(new TopicRecord().name("t").topicId(TOPIC), partition(0).directories(List.of()));

        assertThat(builder.image().topics().partition("t", 0).directories()).containsExactly(DirectoryIds.MIGRATING);
    }

    @Test
    void theQuorumsLevelIsNoneOfItsBusiness() {
        apply(new FeatureLevelRecord().name("kraft.version").featureLevel((short) 1));

        assertThat(builder.image().features().levels()).isEmpty();
    }

    @Test
    void saysWhatHasChanged() {
        apply(new TopicRecord().name("t").topicId(TOPIC), partition(0), partition(1));
        ClusterImage first = builder.visible();
        ImageDelta created = builder.takeDelta(ClusterImage.empty("c"));
        assertThat(created.topics().get(TOPIC))
                .isEqualTo(new ImageDelta.Created(first.topics().topic("t")));

        apply(new PartitionChangeRecord().topicId(TOPIC).partitionId(1).leader(-1));
        apply(new ConfigRecord()
                .resourceType((byte) 2)
                .resourceName("t")
                .name("k")
                .value("v"));
        ClusterImage second = builder.visible();
        ImageDelta changed = builder.takeDelta(first);
        assertThat(((ImageDelta.Changed) changed.topics().get(TOPIC)).partitions())
                .containsExactly(1);
        assertThat(changed.configs()).containsExactly(ConfigResource.topic("t"));
        assertThat(changed.brokers()).isEmpty();

        apply(new RemoveTopicRecord().topicId(TOPIC));
        ImageDelta deleted = builder.takeDelta(second);
        assertThat(deleted.topics().get(TOPIC))
                .isEqualTo(new ImageDelta.Deleted(second.topics().topic("t")));
        assertThat(deleted.configs()).containsExactly(ConfigResource.topic("t"));
    }

    @Test
    void aTopicThatCameAndWentMeanwhileIsNoChange() {
        apply(new TopicRecord().name("t").topicId(TOPIC), new RemoveTopicRecord().topicId(TOPIC));

        assertThat(builder.takeDelta(ClusterImage.empty("c")).topics()).isEmpty();
    }

    @Test
    void whatIsInATransactionIsAChangeOnceItEnds() {
        ClusterImage before = builder.visible();
        apply(new BeginTransactionRecord(), new TopicRecord().name("t").topicId(TOPIC));
        assertThat(builder.takeDelta(before).topics()).isEmpty();

        apply(new EndTransactionRecord());
        assertThat(builder.takeDelta(before).topics()).containsKey(TOPIC);
    }
}
