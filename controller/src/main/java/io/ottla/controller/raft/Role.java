package io.ottla.controller.raft;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a member is in an epoch, and how it may become something else:
 *
 * <pre>
 *   UNATTACHED   knows of no leader
 *     from any, when there is a higher epoch
 *   PROSPECTIVE  asks whether it would win before it makes others give up their leader (KIP-996)
 *     from UNATTACHED, FOLLOWER, RESIGNED, CANDIDATE
 *   CANDIDATE    votes for itself and asks the others, in an epoch of its own
 *     from PROSPECTIVE
 *   LEADER       has the votes of more than half
 *     from CANDIDATE
 *   FOLLOWER     reads from the leader
 *     from any
 *   RESIGNED     led, and does so no more: after a restart, or on its way down
 *     from LEADER
 * </pre>
 */
public sealed interface Role {
    int epoch();

    Kind kind();

    /** The roles' names, and what may come before each. */
    enum Kind {
        UNATTACHED,
        PROSPECTIVE,
        CANDIDATE,
        LEADER,
        FOLLOWER,
        RESIGNED;

        /** The roles that this one may follow on. */
        Set<Kind> predecessors() {
            return switch (this) {
                case UNATTACHED, FOLLOWER -> EnumSet.allOf(Kind.class);
                case PROSPECTIVE -> EnumSet.of(UNATTACHED, FOLLOWER, RESIGNED, CANDIDATE);
                case CANDIDATE -> EnumSet.of(PROSPECTIVE);
                case LEADER -> EnumSet.of(CANDIDATE);
                case RESIGNED -> EnumSet.of(LEADER);
            };
        }
    }

    record Unattached(int epoch, OptionalInt knownLeader) implements Role {
        @Override
        public Kind kind() {
            return Kind.UNATTACHED;
        }
    }

    record Prospective(int epoch, Votes votes) implements Role {
        @Override
        public Kind kind() {
            return Kind.PROSPECTIVE;
        }
    }

    record Candidate(int epoch, Votes votes) implements Role {
        @Override
        public Kind kind() {
            return Kind.CANDIDATE;
        }
    }

    /**
     * @param epochStartOffset where the epoch begins in the log: nothing is committed before that is
     * @param progress how far the voters have come
     */
    record Leader(int epoch, long epochStartOffset, Progress progress) implements Role {
        @Override
        public Kind kind() {
            return Kind.LEADER;
        }
    }

    record Follower(int epoch, int leaderId) implements Role {
        @Override
        public Kind kind() {
            return Kind.FOLLOWER;
        }
    }

    record Resigned(int epoch) implements Role {
        @Override
        public Kind kind() {
            return Kind.RESIGNED;
        }
    }
}
