package io.ottla.storage.disk.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** The names in one folder, as programs see them and as they are on the platter. */
final class Folder {
    /** What a name stands for: a {@link Inode} or a {@link Folder}. */
    private final TreeMap<String, Object> names;

    private final TreeMap<String, Object> durable;

    /** What was done since the folder was last forced, in order; one entry is all or nothing. */
    private final List<List<Change>> pending = new ArrayList<>();

    /** A name that now stands for something, or for nothing. */
    private record Change(String name, Optional<Object> node) {
        void applyTo(Map<String, Object> names) {
            node.ifPresentOrElse(present -> names.put(name, present), () -> names.remove(name));
        }
    }

    Folder() {
        this(new TreeMap<>());
    }

    private Folder(TreeMap<String, Object> names) {
        this.names = names;
        this.durable = new TreeMap<>(names);
    }

    Optional<Object> find(String name) {
        return Optional.ofNullable(names.get(name));
    }

    List<String> list() {
        return List.copyOf(names.keySet());
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    void put(String name, Object node) {
        change(List.of(new Change(name, Optional.of(node))));
    }

    void remove(String name) {
        change(List.of(new Change(name, Optional.empty())));
    }

    void rename(String from, String to) {
        change(List.of(new Change(to, find(from)), new Change(from, Optional.empty())));
    }

    void force() {
        durable.clear();
        durable.putAll(names);
        pending.clear();
    }

    Folder afterKill() {
        TreeMap<String, Object> survivors = new TreeMap<>();
        names.forEach((name, node) -> survivors.put(
                name,
                switch (node) {
                    case Folder folder -> folder.afterKill();
                    case Inode inode -> inode.afterKill();
                    default -> throw new IllegalStateException("neither file nor folder: " + name);
                }));
        return new Folder(survivors);
    }

    /** The folder after the power went: its changes were written in order, up to some point that nobody chose. */
    Folder afterPowerLoss(Random random) {
        TreeMap<String, Object> remaining = new TreeMap<>(durable);
        int written = random.nextInt(pending.size() + 1);
        pending.subList(0, written).forEach(step -> step.forEach(change -> change.applyTo(remaining)));
        TreeMap<String, Object> survivors = new TreeMap<>();
        remaining.forEach((name, node) -> survivors.put(
                name,
                switch (node) {
                    case Folder folder -> folder.afterPowerLoss(random);
                    case Inode inode -> inode.afterPowerLoss(random);
                    default -> throw new IllegalStateException("neither file nor folder: " + name);
                }));
        return new Folder(survivors);
    }

    long sizeBytes() {
        long sum = 0;
        for (Object node : names.values()) {
            sum += node instanceof Folder folder ? folder.sizeBytes() : ((Inode) node).size();
        }
        return sum;
    }

    private void change(List<Change> step) {
        step.forEach(change -> change.applyTo(names));
        pending.add(step);
    }
}
