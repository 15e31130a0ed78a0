package io.ottla.broker.shard;

/**
 * Timers at a resolution of one millisecond, with constant cost to set, cancel and fire however many there are.
 *
 * <p>Deadlines are read as numbers in base 64. A timer hangs on the level of the highest digit in which its deadline
 * differs from the time reached, in the slot of that digit; so all timers of a slot on level 0 are due in one known
 * millisecond, and a slot further up is spread over the levels below when its time begins. A bit set for each level says
 * which slots are taken, which makes finding the next one a matter of a few instructions.
 *
 * <pre>
 *   level 0: 64 slots of 1 ms │ level 1: 64 slots of 64 ms │ level 2: 64 slots of 4096 ms │ ... eleven levels: any long
 * </pre>
 */
final class TimerWheel implements Timers {
    private static final int DIGIT_BITS = 6;
    private static final int SLOTS = 1 << DIGIT_BITS;
    private static final int SLOT_MASK = SLOTS - 1;
    private static final int LEVELS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;

    private final Slot[] slots = new Slot[LEVELS * SLOTS];
    private final long[] takenSlots = new long[LEVELS];
    private long reachedMs;
    private int size;

    @Override
    public Timer at(long deadlineMs, Task task) {
        Entry entry = new Entry(this, Math.max(deadlineMs, reachedMs + 1), task);
        hang(entry);
        size++;
        return entry;
    }

    /** Fires all that is due at {@code nowMs}, in the order of deadlines. Time that goes back fires nothing. */
    int advance(long nowMs) {
        int fired = 0;
        for (int level = lowestTakenLevel(); level < LEVELS; level = lowestTakenLevel()) {
            long slotStartMs = firstTakenSlotStartMs(level);
            if (slotStartMs > nowMs) {
                break;
            }
            reachedMs = slotStartMs;
            Slot slot = slots[slotIndex(level, slotStartMs)];
            if (level == 0) {
                fired += fireAll(slot, nowMs);
            } else {
                spread(slot);
            }
        }
        reachedMs = Math.max(reachedMs, nowMs);
        return fired;
    }

    /**
     * A time before which nothing fires; {@link Long#MAX_VALUE} when nothing is set. Not always the next deadline itself: a
     * far one is approached in a few steps.
     */
    long nextTurnMs() {
        int level = lowestTakenLevel();
        return level == LEVELS ? Long.MAX_VALUE : firstTakenSlotStartMs(level);
    }

    int size() {
        return size;
    }

    private int fireAll(Slot slot, long nowMs) {
        int fired = 0;
        for (Entry entry = slot.next(); entry != null; entry = slot.next()) {
            remove(entry);
            fired++;
            entry.task.fire(nowMs);
        }
        return fired;
    }

    private void spread(Slot slot) {
        for (Entry entry = slot.next(); entry != null; entry = slot.next()) {
            entry.unlink();
            hang(entry);
        }
        clearIfEmpty(slot);
    }

    private void hang(Entry entry) {
        int level = levelOf(entry.deadlineMs);
        int index = slotIndex(level, entry.deadlineMs);
        Slot slot = slots[index];
        if (slot == null) {
            slot = new Slot(level, index & SLOT_MASK);
            slots[index] = slot;
        }
        slot.append(entry);
        takenSlots[level] |= 1L << slot.position;
    }

    private void remove(Entry entry) {
        Slot slot = entry.slot;
        entry.unlink();
        clearIfEmpty(slot);
        size--;
    }

    private void clearIfEmpty(Slot slot) {
        if (slot.next() == null) {
            takenSlots[slot.level] &= ~(1L << slot.position);
        }
    }

    private int levelOf(long deadlineMs) {
        long differing = (deadlineMs ^ reachedMs) | SLOT_MASK;
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(differing)) / DIGIT_BITS;
    }

    private int lowestTakenLevel() {
        int level = 0;
        while (level < LEVELS && takenSlots[level] == 0) {
            level++;
        }
        return level;
    }

    private long firstTakenSlotStartMs(int level) {
        long position = Long.numberOfTrailingZeros(takenSlots[level]);
        int digitsBelow = level * DIGIT_BITS;
        long above = level == LEVELS - 1 ? 0 : reachedMs >>> (digitsBelow + DIGIT_BITS) << (digitsBelow + DIGIT_BITS);
        return above | position << digitsBelow;
    }

    private static int slotIndex(int level, long timeMs) {
        return level * SLOTS + (int) (timeMs >>> (level * DIGIT_BITS) & SLOT_MASK);
    }

    /** A ring of entries; the slot itself is the ring's fixed member. */
    private static final class Slot extends Link {
        private final int level;
        private final int position;

        private Slot(int level, int position) {
            this.level = level;
            this.position = position;
        }

        private Entry next() {
            return after == this ? null : (Entry) after;
        }

        private void append(Entry entry) {
            entry.slot = this;
            entry.before = before;
            entry.after = this;
            before.after = entry;
            before = entry;
        }
    }

    private static final class Entry extends Link implements Timer {
        private final TimerWheel wheel;
        private final long deadlineMs;
        private final Task task;
        private Slot slot;

        private Entry(TimerWheel wheel, long deadlineMs, Task task) {
            this.wheel = wheel;
            this.deadlineMs = deadlineMs;
            this.task = task;
        }

        private void unlink() {
            before.after = after;
            after.before = before;
            slot = null;
        }

        @Override
        public void cancel() {
            if (slot != null) {
                wheel.remove(this);
            }
        }

        @Override
        public long deadlineMs() {
            return deadlineMs;
        }
    }

    private abstract static class Link {
        Link before = this;
        Link after = this;
    }
}
