package io.ottla.controller.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.controller.ControllerSettings;
import io.ottla.controller.QuorumInfo;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ControllerStartTest {
    private final Harness harness = new Harness(1);

    @Test
    void formatsAnEmptyFolderForItselfAlone() throws IOException {
        harness.open();

        assertThat(harness.disk.list(Harness.FOLDER)).containsExactly("__cluster_metadata-0", "bootstrap.checkpoint");
        assertThat(harness.files(".checkpoint")).containsExactly("00000000000000000000-0000000000.checkpoint");
        assertThat(harness.image().metadataVersion().level()).isEqualTo((short) 30);
        assertThat(harness.loop().finalizedFeatures())
                .isEqualTo(Map.of(
                        "metadata.version", (short) 30,
                        "kraft.version", (short) 1,
                        "group.version", (short) 1,
                        "transaction.version", (short) 2,
                        "eligible.leader.replicas.version", (short) 1));
    }

    @Test
    void everyStartLeadsANewEpoch() throws IOException {
        harness.open();
        assertThat(harness.loop().quorum().leaderEpoch()).isEqualTo(1);
        assertThat(harness.killAndOpen().loop().quorum().leaderEpoch()).isEqualTo(2);
        assertThat(harness.losePowerAndOpen().loop().quorum().leaderEpoch()).isEqualTo(3);
    }

    @Test
    void describesItsQuorum() throws IOException {
        harness.open();

        QuorumInfo quorum = harness.loop().quorum();

        assertThat(quorum.leaderId()).hasValue(Harness.NODE);
        assertThat(quorum.highWatermark()).hasValue(harness.image().applied().offset() + 1);
        assertThat(quorum.voters()).singleElement().satisfies(voter -> {
            assertThat(voter.id()).isEqualTo(Harness.NODE);
            assertThat(voter.directoryId()).isEqualTo(Harness.DIRECTORY);
            assertThat(voter.logEndOffset()).isEqualTo(quorum.highWatermark().getAsLong());
            assertThat(voter.lastFetchTimestampMs()).isEqualTo(harness.nowMs);
            assertThat(voter.endpoints().get(0).port()).isEqualTo(9093);
        });
    }

    @Test
    void staticVotersAreNotWrittenDown() throws IOException {
        harness.voters = List.of(new ControllerSettings.Voter(Harness.NODE, "localhost", 9093));
        harness.open();
        harness.startBroker();
        List<CreateTopics.Outcome> created = harness.call(Harness.topic("t", 1));

        assertThat(created.get(0)).isInstanceOf(CreateTopics.Created.class);
        assertThat(harness.files(".checkpoint")).isEmpty();
        assertThat(harness.loop().finalizedFeatures()).doesNotContainKey("kraft.version");
        assertThat(harness.killAndOpen().image().topics().topic("t")).isNotNull();
        assertThat(harness.loop().quorum().leaderEpoch()).isEqualTo(2);
    }

    /** As when a folder of the reference is opened with settings that say nothing of voters. */
    @Test
    void staticVotersAreThoseOfTheLastElectionWhereTheSettingsNameNone() throws IOException {
        harness.voters = List.of(new ControllerSettings.Voter(Harness.NODE, "localhost", 9093));
        harness.open();
        harness.startBroker();
        harness.call(Harness.topic("t", 1));
        harness.voters = List.of();

        assertThat(harness.killAndOpen().image().topics().topic("t")).isNotNull();
        assertThat(harness.loop().quorum().voters()).hasSize(1);
    }

    @Test
    void doesNotLeadAQuorumThatHasOthers() {
        harness.voters = List.of(
                new ControllerSettings.Voter(Harness.NODE, "localhost", 9093),
                new ControllerSettings.Voter(2, "localhost", 9094));

        assertThatThrownBy(harness::open).isInstanceOf(IOException.class).hasMessageContaining("not the only voter");
    }

    @Test
    void doesNotLeadWithAnotherFolderThanTheVoterHas() throws IOException {
        harness.open();
        harness.disk = harness.disk.afterKill();
        harness.directory = new Uuid(6, 6);

        assertThatThrownBy(harness::open).isInstanceOf(IOException.class).hasMessageContaining("not the only voter");
    }

    @Test
    void aListenerIsFirstToldAllThereIs() throws IOException {
        harness.open();
        harness.startBroker();
        harness.call(Harness.topic("t", 2));
        StringBuilder seen = new StringBuilder();
        harness.loop().addListener((before, after, delta) -> {
            seen.append(before.topics().byName().keySet())
                    .append(after.topics().byName().keySet())
                    .append(delta.topics().size())
                    .append(' ');
        });

        harness.turn();
        harness.call(Harness.topic("u", 1));

        assertThat(seen).hasToString("[][t]1 [t][t, u]1 ");
    }
}
