package io.ottla.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
    private final FileDisk disk = new FileDisk();
    private Path file;

    @TempDir
    Path folder;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("f");
    }

    @Test
    void createsOnlyWhenAsked() throws IOException {
        assertThatThrownBy(() -> disk.open(file, Disk.Mode.READ)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.open(file, Disk.Mode.WRITE)).isInstanceOf(NoSuchFileException.class);
        disk.open(file, Disk.Mode.CREATE).close();
        disk.open(file, Disk.Mode.READ).close();
        assertThat(disk.stat(file).kind()).isEqualTo(Disk.Kind.FILE);
        assertThat(disk.stat(folder).kind()).isEqualTo(Disk.Kind.FOLDER);
        assertThat(disk.exists(folder.resolve("none"))).isFalse();
    }

    @Test
    void gathersMoreBuffersThanOneCallTakes() throws IOException {
        ByteBuffer[] buffers = new ByteBuffer[3002];
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < buffers.length; i++) {
            String piece = i % 7 == 0 ? "" : "piece " + i;
            buffers[i] = bytes(piece);
            all.append(i == 0 || i == 3001 ? "" : piece);
        }
        try (DiskFile target = disk.open(file, Disk.Mode.CREATE)) {
            target.write(0, bytes("head"));
            target.write(4, buffers, 1, 3000);
            assertThat(buffers[1].hasRemaining()).isFalse();
            assertThat(buffers[3001].hasRemaining()).isTrue();
            assertThat(read(target, 0, 100_000)).isEqualTo("head" + all);
        }
    }

    @Test
    void readsAsFarAsTheFileGoes() throws IOException {
        try (DiskFile target = disk.open(file, Disk.Mode.CREATE)) {
            target.write(0, bytes("0123456789"));
            assertThat(read(target, 4, 3)).isEqualTo("456");
            assertThat(read(target, 8, 10)).isEqualTo("89");
            assertThat(read(target, 20, 10)).isEmpty();
        }
    }

    @Test
    void truncatesAndForces() throws IOException {
        try (DiskFile target = disk.open(file, Disk.Mode.CREATE)) {
            target.write(0, bytes("0123456789"));
            target.truncate(20);
            assertThat(target.size()).isEqualTo(10);
            target.truncate(4);
            target.force();
            assertThat(target.size()).isEqualTo(4);
        }
        disk.forceDirectory(folder);
        assertThat(disk.stat(file).sizeBytes()).isEqualTo(4);
    }

    @Test
    void sendsWithoutMovingAnything() throws IOException {
        Path copy = folder.resolve("copy");
        try (DiskFile source = disk.open(file, Disk.Mode.CREATE);
                FileChannel target = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            source.write(0, bytes("0123456789"));
            assertThat(source.transferTo(2, 5, target)).isEqualTo(5);
            assertThat(source.transferTo(8, 5, target)).isEqualTo(2);
            assertThat(source.channel()).isPresent();
        }
        try (DiskFile sent = disk.open(copy, Disk.Mode.READ)) {
            assertThat(read(sent, 0, 100)).isEqualTo("2345689");
        }
    }

    @Test
    void renamesOverWhatIsThere() throws IOException {
        Path other = folder.resolve("g");
        write(file, "new");
        write(other, "old");
        disk.rename(file, other);
        assertThat(disk.list(folder)).containsExactly("g");
        try (DiskFile renamed = disk.open(other, Disk.Mode.READ)) {
            assertThat(read(renamed, 0, 100)).isEqualTo("new");
        }
    }

    @Test
    void deletesFilesAndEmptyFolders() throws IOException {
        Path inner = folder.resolve("a").resolve("b");
        disk.createFolders(inner);
        disk.createFolders(inner);
        assertThatThrownBy(() -> disk.delete(folder.resolve("a"))).isInstanceOf(IOException.class);
        assertThat(disk.delete(inner)).isTrue();
        assertThat(disk.delete(inner)).isFalse();
        assertThat(disk.delete(folder.resolve("a"))).isTrue();
    }

    @Test
    void locksOnce() throws Exception {
        Optional<AutoCloseable> lock = disk.lock(file);
        assertThat(lock).isPresent();
        assertThat(disk.lock(file)).isEmpty();
        lock.get().close();
        Optional<AutoCloseable> again = disk.lock(file);
        assertThat(again).isPresent();
        again.get().close();
    }

    @Test
    void knowsTheVolume() throws IOException {
        Disk.Space space = disk.space(folder);
        assertThat(space.totalBytes()).isPositive();
        assertThat(space.usableBytes()).isBetween(0L, space.totalBytes());
    }

    private void write(Path path, String text) throws IOException {
        try (DiskFile target = disk.open(path, Disk.Mode.CREATE)) {
            target.write(0, bytes(text));
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(DiskFile source, long position, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        int count = source.read(position, target);
        assertThat(count).isEqualTo(target.position());
        return StandardCharsets.UTF_8.decode(target.flip()).toString();
    }
}
