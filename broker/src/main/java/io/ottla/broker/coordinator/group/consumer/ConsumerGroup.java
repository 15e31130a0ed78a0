package io.ottla.broker.coordinator.group.consumer;

import io.ottla.wire.io.Uuid;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One group: what its records say, and counts over its members. Belongs to the coordinator of its partition; changed by
 * {@link ConsumerGroups#apply} alone.
 */
public final class ConsumerGroup {
    /** A group's epoch before its first record says so. */
    private static final int FIRST_EPOCH = 1;

    private final String groupId;
    private final TreeMap<String, ConsumerMember> members = new TreeMap<>();
    private final TreeMap<String, String> memberIdsByInstance = new TreeMap<>();
    private final TreeMap<String, PartitionSet> targets = new TreeMap<>();
    private final TreeMap<String, Integer> assignors = new TreeMap<>();
    private final PartitionOwners owners = new PartitionOwners();
    private final PartitionOwners targetOwners = new PartitionOwners();
    private final Subscriptions subscriptions = new Subscriptions();
    private final ClassicMembers classicMembers = new ClassicMembers();
    private int epoch = FIRST_EPOCH;
    private long topicsHash;
    private int targetEpoch;
    private long targetComputedAtMs;
    private boolean hasLegacyTopics;

    /** Not stored: when the topics are to be compared with {@link #topicsHash} again, if nothing happens before. */
    private long topicsDueMs;

    /** Not stored: members of the classic protocol that have been told to join again and have not done so. */
    private final TreeSet<String> awaitedToJoin = new TreeSet<>();

    ConsumerGroup(String groupId) {
        this.groupId = groupId;
    }

    public String groupId() {
        return groupId;
    }

    public int epoch() {
        return epoch;
    }

    /** What the topics were when the group's epoch was last raised. */
    public long topicsHash() {
        return topicsHash;
    }

    /** The group epoch that the target was computed for. */
    public int targetEpoch() {
        return targetEpoch;
    }

    /** 0 if that is not known. */
    public long targetComputedAtMs() {
        return targetComputedAtMs;
    }

    /** Whether the log has a record of the group's topics, which the reference wrote up to 4.0. */
    boolean hasLegacyTopics() {
        return hasLegacyTopics;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public int size() {
        return members.size();
    }

    public Collection<ConsumerMember> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    public Optional<ConsumerMember> member(String memberId) {
        return Optional.ofNullable(members.get(memberId));
    }

    public Optional<ConsumerMember> staticMember(String instanceId) {
        return Optional.ofNullable(memberIdsByInstance.get(instanceId)).map(members::get);
    }

    public PartitionSet target(String memberId) {
        return targets.getOrDefault(memberId, PartitionSet.EMPTY);
    }

    Map<String, PartitionSet> targets() {
        return Collections.unmodifiableMap(targets);
    }

    /** The member that holds the partition, be it one that has been told to give it up. */
    public Optional<String> owner(Uuid topic, int partition) {
        return owners.owner(topic, partition);
    }

    /** The member that is to hold the partition. */
    Optional<String> targetOwner(Uuid topic, int partition) {
        return targetOwners.owner(topic, partition);
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    ClassicMembers classicMembers() {
        return classicMembers;
    }

    /** The assignor that most members prefer, the first by name of several; empty if none of them cares. */
    public Optional<String> preferredAssignor() {
        return mostPreferred(assignors);
    }

    /** The same, if {@code after} were in the place of {@code before}. */
    Optional<String> preferredAssignor(MemberMetadata before, MemberMetadata after) {
        TreeMap<String, Integer> counts = new TreeMap<>(assignors);
        countAssignors(counts, before, after);
        return mostPreferred(counts);
    }

    private static Optional<String> mostPreferred(TreeMap<String, Integer> counts) {
        String preferred = null;
        for (Map.Entry<String, Integer> assignor : counts.entrySet()) {
            if (preferred == null || assignor.getValue() > counts.get(preferred)) {
                preferred = assignor.getKey();
            }
        }
        return Optional.ofNullable(preferred);
    }

    private static void countAssignors(Map<String, Integer> counts, MemberMetadata before, MemberMetadata after) {
        before.serverAssignor().ifPresent(name -> counts.merge(name, -1, ConsumerGroup::sumOrNothing));
        after.serverAssignor().ifPresent(name -> counts.merge(name, 1, ConsumerGroup::sumOrNothing));
    }

    private static Integer sumOrNothing(int count, int by) {
        int sum = count + by;
        return sum == 0 ? null : sum;
    }

    public GroupState state() {
        if (members.isEmpty()) {
            return GroupState.EMPTY;
        }
        if (epoch > targetEpoch) {
            return GroupState.ASSIGNING;
        }
        boolean reconciled =
                members.values().stream().allMatch(member -> member.current().isReconciledTo(targetEpoch));
        return reconciled ? GroupState.STABLE : GroupState.RECONCILING;
    }

    boolean topicsAreDue(long nowMs) {
        return nowMs >= topicsDueMs;
    }

    boolean isAwaitedToJoin(String memberId) {
        return awaitedToJoin.contains(memberId);
    }

    void toldToJoin(String memberId) {
        awaitedToJoin.add(memberId);
    }

    void joinedAgain(String memberId) {
        awaitedToJoin.remove(memberId);
    }

    void epoch(int newEpoch, long newTopicsHash) {
        epoch = newEpoch;
        topicsHash = newTopicsHash;
    }

    void targetEpoch(int newTargetEpoch, long newComputedAtMs) {
        targetEpoch = newTargetEpoch;
        targetComputedAtMs = newComputedAtMs;
    }

    void legacyTopics(boolean present) {
        hasLegacyTopics = present;
    }

    void topicsDueAt(long newTopicsDueMs) {
        topicsDueMs = newTopicsDueMs;
    }

    void put(ConsumerMember member) {
        ConsumerMember former = members.put(member.memberId(), member);
        if (former != null) {
            owners.release(former.memberId(), former.current().all());
        }
        MemberMetadata before = former == null ? MemberMetadata.NOTHING : former.metadata();
        countMetadata(before, member.metadata());
        member.metadata().instanceId().ifPresent(instance -> memberIdsByInstance.put(instance, member.memberId()));
        owners.take(member.memberId(), member.current().all());
    }

    void remove(String memberId) {
        ConsumerMember former = members.remove(memberId);
        awaitedToJoin.remove(memberId);
        if (former != null) {
            owners.release(memberId, former.current().all());
            countMetadata(former.metadata(), MemberMetadata.NOTHING);
            former.metadata().instanceId().ifPresent(instance -> memberIdsByInstance.remove(instance, memberId));
        }
    }

    private void countMetadata(MemberMetadata before, MemberMetadata after) {
        if (before != after) {
            subscriptions.change(before, after);
            countAssignors(assignors, before, after);
            classicMembers.change(before, after);
        }
    }

    void target(String memberId, PartitionSet partitions) {
        PartitionSet former = targets.put(memberId, partitions);
        if (former != null) {
            targetOwners.release(memberId, former);
        }
        targetOwners.take(memberId, partitions);
    }

    void removeTarget(String memberId) {
        PartitionSet former = targets.remove(memberId);
        if (former != null) {
            targetOwners.release(memberId, former);
        }
    }

    /** All that the log remembers: equal for two groups that came to the same state, one live and one by replay. */
    String stored() {
        return "epoch %d hash %d target %d at %d legacy %b members %s instances %s targets %s owners %s wanted %s classic %s"
                .formatted(
                        epoch,
                        topicsHash,
                        targetEpoch,
                        targetComputedAtMs,
                        hasLegacyTopics,
                        members,
                        memberIdsByInstance,
                        targets,
                        owners,
                        subscriptions,
                        classicMembers);
    }
}
