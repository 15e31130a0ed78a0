package io.ottla.controller.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Broker ids in an order that matters. Immutable, and much smaller than a list of boxed numbers. */
public final class ReplicaList {
    public static final ReplicaList EMPTY = new ReplicaList(new int[0]);

    private final int[] ids;

    private ReplicaList(int[] ids) {
        this.ids = ids;
    }

    public static ReplicaList of(int... ids) {
        return ids.length == 0 ? EMPTY : new ReplicaList(ids.clone());
    }

    public static ReplicaList from(List<Integer> ids) {
        if (ids.isEmpty()) {
            return EMPTY;
        }
        int[] copy = new int[ids.size()];
        for (int index = 0; index < copy.length; index++) {
            copy[index] = ids.get(index);
        }
        return new ReplicaList(copy);
    }

    public int size() {
        return ids.length;
    }

    public boolean isEmpty() {
        return ids.length == 0;
    }

    public int get(int index) {
        return ids[index];
    }

    /** Where {@code id} stands; -1 when it is not among them. */
    public int indexOf(int id) {
        for (int index = 0; index < ids.length; index++) {
            if (ids[index] == id) {
                return index;
            }
        }
        return -1;
    }

    public boolean contains(int id) {
        return indexOf(id) >= 0;
    }

    public boolean containsAll(ReplicaList others) {
        for (int id : others.ids) {
            if (!contains(id)) {
                return false;
            }
        }
        return true;
    }

    /** Those that pass, in the same order. */
    public ReplicaList filter(IntPredicate test) {
        int[] kept = Arrays.stream(ids).filter(test).toArray();
        return kept.length == ids.length ? this : of(kept);
    }

    public ReplicaList without(int id) {
        return contains(id) ? filter(other -> other != id) : this;
    }

    /** These, followed by those of {@code others} that are not among them. */
    public ReplicaList union(ReplicaList others) {
        List<Integer> all = toList();
        for (int id : others.ids) {
            if (!all.contains(id)) {
                all.add(id);
            }
        }
        return all.size() == ids.length ? this : from(all);
    }

    /** A new list that the caller may change. */
    public List<Integer> toList() {
        List<Integer> list = new ArrayList<>(ids.length);
        for (int id : ids) {
            list.add(id);
        }
        return list;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplicaList that && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids);
    }
}
