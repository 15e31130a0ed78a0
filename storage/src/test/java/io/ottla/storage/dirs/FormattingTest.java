package io.ottla.storage.dirs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ottla.storage.disk.sim.SimulatedDisk;
import io.ottla.storage.disk.sim.SimulatedDisk.Operation;
import io.ottla.wire.io.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormattingTest {
    private final DirsBed bed = new DirsBed();

    @Test
    void formatsEmptyFolders() throws Exception {
        LogDirs dirs = bed.open();
        assertThat(dirs.clusterId()).isEqualTo("drawn");
        assertThat(dirs.online()).extracting(LogDir::path).containsExactly(DirsBed.A, DirsBed.B);
        assertThat(dirs.online()).extracting(LogDir::id).containsExactly(new Uuid(77, 1), new Uuid(77, 2));
        assertThat(bed.text(DirsBed.A.resolve("meta.properties")))
                .isEqualTo("cluster.id=drawn\ndirectory.id=" + new Uuid(77, 1) + "\nnode.id=1\nversion=1\n");
    }

    @Test
    void makesAllFoldersAboveANewOneLast() throws Exception {
        Path deep = Path.of("/srv/of/broker").toAbsolutePath();
        for (int seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = new SimulatedDisk(seed);
            LogDirs.open(disk, new OpenRequest(List.of(deep), deep, 1, Optional.empty(), "c", bed::nextId))
                    .close();
            assertThat(disk.afterPowerLoss().exists(deep.resolve("meta.properties")))
                    .isTrue();
        }
    }

    @Test
    void knowsTheFoldersAgain() throws Exception {
        bed.open().close();
        LogDirs again = LogDirs.open(bed.disk, bed.request(Optional.empty(), 1, "another"));
        assertThat(again.clusterId()).isEqualTo("drawn");
        assertThat(again.online()).extracting(LogDir::id).containsExactly(new Uuid(77, 1), new Uuid(77, 2));
    }

    @Test
    void takesTheClusterIdThatWasSaid() throws Exception {
        LogDirs dirs = LogDirs.open(bed.disk, bed.request(Optional.of("said"), 1, "drawn"));
        assertThat(dirs.clusterId()).isEqualTo("said");
    }

    @Test
    void addsAnEmptyFolderToTheClusterOfTheOthers() throws Exception {
        bed.write(DirsBed.B.resolve("meta.properties"), "version=1\ncluster.id=old\nnode.id=1\n");
        LogDirs dirs = bed.open();
        assertThat(dirs.clusterId()).isEqualTo("old");
        assertThat(bed.text(DirsBed.A.resolve("meta.properties"))).contains("cluster.id=old\n");
        assertThat(bed.text(DirsBed.B.resolve("meta.properties")))
                .as("a folder without an id gets one")
                .contains("directory.id=");
    }

    @Test
    void readsTheOldVersion() throws Exception {
        bed.write(DirsBed.A.resolve("meta.properties"), "#Kafka\nversion=0\nbroker.id=1\ncluster.id=old\n");
        assertThat(bed.open().clusterId()).isEqualTo("old");
    }

    @Test
    void neverFormatsAFolderThatHoldsSomething() throws Exception {
        bed.write(DirsBed.B.resolve("t-0").resolve("00000000000000000000.log"), "data");
        assertRefused(bed.request(Optional.empty(), 1, "c"), "/b has no meta.properties, but holds data (t-0)");
        assertThat(bed.disk.exists(DirsBed.A.resolve("meta.properties"))).isFalse();
    }

    @Test
    void countsLostAndFoundAsNothing() throws Exception {
        bed.disk.createFolders(DirsBed.A.resolve("lost+found"));
        assertThat(bed.open().online()).hasSize(2);
    }

    @Test
    void refusesFoldersOfAnotherClusterOrNode() throws Exception {
        bed.open().close();
        assertRefused(bed.request(Optional.of("other"), 1, "c"), "/a is of the cluster drawn, and not of other");
        assertRefused(bed.request(Optional.empty(), 2, "c"), "/a is of the node 1, and this is the node 2");
        bed.write(DirsBed.B.resolve("meta.properties"), "version=1\ncluster.id=x\nnode.id=1\n");
        assertRefused(bed.request(Optional.empty(), 1, "c"), "/b is of the cluster x, and not of drawn as /a says");
    }

    @Test
    void refusesACopyOfAFolder() throws Exception {
        bed.open().close();
        bed.write(DirsBed.B.resolve("meta.properties"), bed.text(DirsBed.A.resolve("meta.properties")));
        assertRefused(bed.request(Optional.empty(), 1, "c"), "is it a copy?");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        bed.write(DirsBed.A.resolve("meta.properties"), "version=9\nnode.id=1\n");
        assertRefused(bed.request(Optional.empty(), 1, "c"), "its version is 9");
        bed.write(DirsBed.A.resolve("meta.properties"), "version=1\ncluster.id=c\n");
        assertRefused(bed.request(Optional.empty(), 1, "c"), "no node.id");
    }

    @Test
    void refusesFoldersInUse() throws Exception {
        LogDirs dirs = bed.open();
        assertRefused(bed.request(Optional.empty(), 1, "c"), "/a is in use by another broker");
        dirs.close();
        bed.open();
    }

    @Test
    void goesOnWithoutAFolderThatFailsButNotWithoutTheMetadataLogs() throws Exception {
        failOn("/b");
        LogDirs dirs = bed.open();
        assertThat(dirs.online()).extracting(LogDir::path).containsExactly(DirsBed.A);
        assertThat(dirs.offline()).containsExactly(DirsBed.B);
        dirs.close();
        failOn("/a");
        assertRefused(bed.request(Optional.empty(), 1, "c"), "/a, which is for the metadata log");
        failOn("");
        assertRefused(bed.request(Optional.empty(), 1, "c"), "None of the data folders");
    }

    private void failOn(String prefix) {
        bed.disk.inject((operation, path) -> operation == Operation.WRITE || operation == Operation.READ
                ? Optional.of(new IOException("Input/output error"))
                        .filter(error -> path.toString().startsWith(prefix))
                : Optional.empty());
    }

    private void assertRefused(OpenRequest request, String message) {
        assertThatThrownBy(() -> LogDirs.open(bed.disk, request))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining(message);
    }
}
