package io.ottla.compat.groups;

import io.ottla.compat.groups.Event.Assigned;
import io.ottla.compat.groups.Event.Committed;
import io.ottla.compat.groups.Event.Crashed;
import io.ottla.compat.groups.Event.Delivered;
import io.ottla.compat.groups.Event.Lost;
import io.ottla.compat.groups.Event.Revoked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Judges the history of one group whose members commit what they were delivered, at the latest when a partition is
 * revoked. Pure: a list of events in, a list of complaints out.
 *
 * <ul>
 *   <li>A partition has one owner at a time. Who gives it back says so before the next one hears of it. Who crashed or
 *       lost it may still believe to own it when another has it, but is delivered nothing any more.
 *   <li>An owner begins at the last committed offset. After a crash it may begin behind it, up to what was delivered,
 *       since a commit may have succeeded without the member living to tell.
 *   <li>From there offsets follow one another without a gap. A commit is of what was delivered, by the owner.
 *   <li>In the end every record has been delivered.
 * </ul>
 */
final class HistoryCheck {
    /** A member's hold on a partition: from being assigned to the event that ended it, or to the end of the history. */
    private static final class Hold {
        private final String member;
        private final boolean endsByItself;
        private final boolean ofACrash;
        private boolean superseded;
        private long next = -1;

        private Hold(String member, boolean endsByItself, boolean ofACrash) {
            this.member = member;
            this.endsByItself = endsByItself;
            this.ofACrash = ofACrash;
        }
    }

    /** A partition as it is known so far. */
    private static final class Known {
        private final Map<String, Hold> holds = new TreeMap<>();
        private long committed;
        private long delivered;
        private boolean commitMayBeUnknown;
    }

    private final List<Event> events;
    private final Map<TopicPartition, Known> partitions = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private HistoryCheck(List<Event> events) {
        this.events = events;
    }

    /**
     * What is wrong with a history.
     *
     * @param committedBefore what was committed before the first event, where something was
     * @param endOffsets the ends of the partitions: all records from there up to them must have been delivered
     */
    static List<String> violations(
            List<Event> events, Map<TopicPartition, Long> committedBefore, Map<TopicPartition, Long> endOffsets) {
        HistoryCheck check = new HistoryCheck(events);
        committedBefore.forEach((partition, offset) -> {
            check.known(partition).committed = offset;
            check.known(partition).delivered = offset;
        });
        for (int i = 0; i < events.size(); i++) {
            check.step(i);
        }
        endOffsets.forEach(check::checkEnd);
        return check.violations;
    }

    private void step(int index) {
        switch (events.get(index)) {
            case Assigned e -> assigned(index, e);
            case Revoked e -> ended(index, e.member(), e.partition());
            case Lost e -> ended(index, e.member(), e.partition());
            case Crashed e ->
                partitions.forEach((partition, known) -> {
                    if (known.holds.containsKey(e.member())) {
                        ended(index, e.member(), partition);
                    }
                });
            case Delivered e -> delivered(index, e);
            case Committed e -> committed(index, e);
        }
    }

    private void assigned(int index, Assigned event) {
        Known known = known(event.partition());
        for (Hold other : known.holds.values()) {
            if (other.member.equals(event.member())) {
                complain(index, "is its own already");
            } else if (other.endsByItself) {
                complain(index, "is still owned by " + other.member);
            } else {
                other.superseded = true;
            }
            known.commitMayBeUnknown |= other.ofACrash;
        }
        known.holds.put(event.member(), begin(index, event));
    }

    /** The hold that begins here; how it will end is looked up in what follows. */
    private Hold begin(int index, Assigned event) {
        for (Event later : events.subList(index + 1, events.size())) {
            if (!later.member().equals(event.member())) {
                continue;
            }
            if (later instanceof Crashed) {
                return new Hold(event.member(), false, true);
            }
            if (later instanceof Lost lost && lost.partition().equals(event.partition())) {
                return new Hold(event.member(), false, false);
            }
            if (later instanceof Revoked revoked && revoked.partition().equals(event.partition())) {
                return new Hold(event.member(), true, false);
            }
        }
        return new Hold(event.member(), true, false);
    }

    private void ended(int index, String member, TopicPartition partition) {
        Known known = known(partition);
        Hold hold = known.holds.remove(member);
        if (hold == null) {
            complain(index, "was not owned");
        } else {
            known.commitMayBeUnknown |= hold.ofACrash;
        }
    }

    private void delivered(int index, Delivered event) {
        Known known = known(event.partition());
        Hold hold = known.holds.get(event.member());
        if (hold == null) {
            complain(index, "is not owned");
        } else if (hold.superseded) {
            complain(index, "has another owner already");
        } else if (hold.next >= 0 && event.offset() != hold.next) {
            complain(index, "should be offset " + hold.next);
        } else if (hold.next < 0 && !mayBeginAt(event.offset(), known)) {
            complain(index, "should begin at the committed " + known.committed);
        }
        if (hold != null) {
            hold.next = event.offset() + 1;
        }
        known.delivered = Math.max(known.delivered, event.offset() + 1);
    }

    private static boolean mayBeginAt(long offset, Known known) {
        long latest = known.commitMayBeUnknown ? known.delivered : known.committed;
        return offset >= known.committed && offset <= latest;
    }

    private void committed(int index, Committed event) {
        Known known = known(event.partition());
        Hold hold = known.holds.get(event.member());
        if (hold == null || hold.superseded) {
            complain(index, "is not owned");
        } else if (hold.next != event.offset()) {
            complain(index, "should be " + hold.next);
        }
        known.committed = event.offset();
        known.commitMayBeUnknown = false;
    }

    private void checkEnd(TopicPartition partition, long endOffset) {
        long delivered = known(partition).delivered;
        if (delivered != endOffset) {
            violations.add(partition + ": delivered up to " + delivered + " of " + endOffset);
        }
    }

    private Known known(TopicPartition partition) {
        return partitions.computeIfAbsent(partition, p -> new Known());
    }

    private void complain(int index, String what) {
        violations.add("event " + index + ", " + events.get(index) + ": " + what);
    }
}
