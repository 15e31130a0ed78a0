package io.ottla.storage.disk.sim;

import io.ottla.storage.disk.Disk;
import io.ottla.storage.disk.DiskFile;
import io.ottla.storage.disk.DiskFullException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * A disk in memory. Everything that changes it is counted, and {@link #crashIn} puts the end of the process into any of
 * these operations; {@link #afterPowerLoss} and {@link #afterKill} then give the disk that the next start finds. For one
 * thread.
 */
public final class SimulatedDisk implements Disk {
    /** What a {@link Fault} is asked about. */
    public enum Operation {
        CREATE,
        RENAME,
        DELETE,
        FORCE,
        READ,
        WRITE,
        TRUNCATE
    }

    /** Decides which operations fail, and how. */
    @FunctionalInterface
    public interface Fault {
        /** The error that this operation ends with, when it is to fail. */
        Optional<IOException> strike(Operation operation, Path path);
    }

    private static final Fault NO_FAULT = (operation, path) -> Optional.empty();

    private final Random random;
    private final Folder root;
    private final TreeSet<Path> locks = new TreeSet<>();
    private Fault fault = NO_FAULT;
    private long capacityBytes = Long.MAX_VALUE;
    private long operations;
    private long crashIn = Long.MAX_VALUE;
    private boolean dead;
    private int openFiles;
    private int openFilesMost;
    private long nowMs;

    /** An empty disk. */
    public SimulatedDisk(long seed) {
        this(seed, new Folder());
    }

    private SimulatedDisk(long seed, Folder root) {
        this.random = new Random(seed);
        this.root = root;
    }

    /** How many operations that change something were begun. */
    public long operations() {
        return operations;
    }

    /** Lets the process die within the operation of this number, counted from 1. */
    public void crashIn(long operation) {
        crashIn = operation;
    }

    /** What a start finds after the power went: all that was forced, and what luck left of the rest. */
    public SimulatedDisk afterPowerLoss() {
        dead = true;
        return new SimulatedDisk(random.nextLong(), root.afterPowerLoss(random));
    }

    /** What a start finds after the process was killed: every byte that was written, forced or not. */
    public SimulatedDisk afterKill() {
        dead = true;
        return new SimulatedDisk(random.nextLong(), root.afterKill());
    }

    /** Sets which operations fail from now on. */
    public void inject(Fault next) {
        this.fault = next;
    }

    /** Ends all faults. */
    public void heal() {
        this.fault = NO_FAULT;
    }

    /** Lets writes fail with "No space left on device" when the files together would be longer than this. */
    public void limitSpace(long bytes) {
        this.capacityBytes = bytes;
    }

    /** Flips one bit of a file, in the page cache and on the platter. */
    public void flipBit(Path file, long bit) throws IOException {
        inode(file).flipBit(bit);
    }

    /** The time that files written from now on carry. */
    public void setTime(long now) {
        this.nowMs = now;
    }

    /** How many files are open now. */
    public int openFiles() {
        return openFiles;
    }

    /** How many files were open at the same time at most. */
    public int openFilesMost() {
        return openFilesMost;
    }

    @Override
    public DiskFile open(Path file, Mode mode) throws IOException {
        Folder folder = parent(file);
        String name = name(file);
        if (mode == Mode.CREATE && folder.find(name).isEmpty()) {
            begin(Operation.CREATE, file, () -> folder.put(name, new Inode(nowMs)));
        }
        checkAlive();
        Inode inode = inode(file);
        openFiles++;
        openFilesMost = Math.max(openFilesMost, openFiles);
        return new SimulatedFile(this, file, inode);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        checkAlive();
        return folder(folder).list();
    }

    @Override
    public Entry stat(Path path) throws IOException {
        checkAlive();
        return switch (find(path).orElse("")) {
            case Folder folder -> new Entry(Kind.FOLDER, 0, 0);
            case Inode inode -> new Entry(Kind.FILE, inode.size(), inode.modifiedMs());
            default -> Entry.MISSING;
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Folder folder = parent(from);
        if (folder != parent(to)) {
            throw new IOException("not within one folder: " + from + " to " + to);
        }
        if (find(from).isEmpty()) {
            throw new NoSuchFileException(from.toString());
        }
        begin(Operation.RENAME, from, () -> folder.rename(name(from), name(to)));
    }

    @Override
    public boolean delete(Path path) throws IOException {
        checkAlive();
        Optional<Object> node = find(path);
        if (node.isEmpty()) {
            return false;
        }
        if (node.get() instanceof Folder folder && !folder.isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        Folder parent = parent(path);
        begin(Operation.DELETE, path, () -> parent.remove(name(path)));
        return true;
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        checkAlive();
        Folder at = root;
        for (Path part : folder.toAbsolutePath()) {
            String name = part.toString();
            Folder parent = at;
            if (parent.find(name).isEmpty()) {
                begin(Operation.CREATE, folder, () -> parent.put(name, new Folder()));
            }
            at = (Folder) parent.find(name).orElseThrow();
        }
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
        Folder forced = folder(folder);
        begin(Operation.FORCE, folder, forced::force);
    }

    @Override
    public Space space(Path folder) {
        return new Space(capacityBytes, capacityBytes - root.sizeBytes());
    }

    @Override
    public Optional<AutoCloseable> lock(Path file) throws IOException {
        open(file, Mode.CREATE).close();
        return locks.add(file) ? Optional.of(() -> locks.remove(file)) : Optional.empty();
    }

    void write(Path path, Inode inode, long position, byte[] bytes) throws IOException {
        long room = capacityBytes - root.sizeBytes() + Math.max(0, inode.size() - position);
        if (bytes.length > room) {
            inode.write(position, bytes, (int) Math.max(0, room), nowMs);
            throw new DiskFullException("No space left on device", null);
        }
        try {
            begin(Operation.WRITE, path, () -> inode.write(position, bytes, bytes.length, nowMs));
        } catch (SimulatedCrash died) {
            inode.write(position, bytes, random.nextInt(bytes.length + 1), nowMs);
            throw died;
        }
    }

    void truncate(Path path, Inode inode, long sizeBytes) throws IOException {
        begin(Operation.TRUNCATE, path, () -> inode.truncate(sizeBytes, nowMs));
    }

    void force(Path path, Inode inode) throws IOException {
        begin(Operation.FORCE, path, inode::force);
    }

    void beforeRead(Path path) throws IOException {
        checkAlive();
        strike(Operation.READ, path);
    }

    void closed() {
        openFiles--;
    }

    /** Counts an operation and does it, unless a fault strikes or the process dies in it. */
    private void begin(Operation operation, Path path, Runnable action) throws IOException {
        checkAlive();
        operations++;
        if (operations == crashIn) {
            dead = true;
            // The last thing a process asked for may have been done or not.
            if (operation != Operation.WRITE && random.nextBoolean()) {
                action.run();
            }
            throw new SimulatedCrash(operations);
        }
        strike(operation, path);
        action.run();
    }

    private void strike(Operation operation, Path path) throws IOException {
        Optional<IOException> error = fault.strike(operation, path);
        if (error.isPresent()) {
            throw error.get();
        }
    }

    private void checkAlive() {
        if (dead) {
            throw new SimulatedCrash(operations);
        }
    }

    private Optional<Object> find(Path path) {
        Object at = root;
        for (Path part : path.toAbsolutePath()) {
            if (!(at instanceof Folder folder)) {
                return Optional.empty();
            }
            Optional<Object> next = folder.find(part.toString());
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    private Folder folder(Path path) throws IOException {
        if (find(path).orElse("") instanceof Folder folder) {
            return folder;
        }
        throw new NoSuchFileException(path.toString());
    }

    private Inode inode(Path path) throws IOException {
        if (find(path).orElse("") instanceof Inode inode) {
            return inode;
        }
        throw new NoSuchFileException(path.toString());
    }

    private Folder parent(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("the root has no name to change");
        }
        return folder(parent);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
