package io.ottla.broker.coordinator.group.consumer;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who of a group wants which topics: counts, so that a heartbeat need not go over all members. */
final class Subscriptions {
    private final TreeMap<String, Integer> membersByName;
    private final TreeMap<String, Integer> regexesByTopic;
    private final TreeMap<String, Integer> membersByRegex;
    private final TreeMap<String, ResolvedRegex> resolved;

    Subscriptions() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    private Subscriptions(
            TreeMap<String, Integer> membersByName,
            TreeMap<String, Integer> regexesByTopic,
            TreeMap<String, Integer> membersByRegex,
            TreeMap<String, ResolvedRegex> resolved) {
        this.membersByName = membersByName;
        this.regexesByTopic = regexesByTopic;
        this.membersByRegex = membersByRegex;
        this.resolved = resolved;
    }

    /** To try on what an event would make of these. */
    Subscriptions copy() {
        return new Subscriptions(
                new TreeMap<>(membersByName),
                new TreeMap<>(regexesByTopic),
                new TreeMap<>(membersByRegex),
                new TreeMap<>(resolved));
    }

    /** A member wants {@code after} in place of {@code before}; one that comes or goes has wanted, or wants, nothing. */
    void change(MemberMetadata before, MemberMetadata after) {
        if (!before.topicNames().equals(after.topicNames())) {
            count(membersByName, before.topicNames(), -1);
            count(membersByName, after.topicNames(), 1);
        }
        if (!before.topicRegex().equals(after.topicRegex())) {
            if (before.hasRegex()) {
                membersByRegex.merge(before.topicRegex(), -1, Subscriptions::sumOrNothing);
            }
            if (after.hasRegex()) {
                membersByRegex.merge(after.topicRegex(), 1, Subscriptions::sumOrNothing);
            }
        }
    }

    void resolve(String regex, ResolvedRegex topics) {
        forget(regex);
        resolved.put(regex, topics);
        count(regexesByTopic, topics.topics(), 1);
    }

    void forget(String regex) {
        ResolvedRegex former = resolved.remove(regex);
        if (former != null) {
            count(regexesByTopic, former.topics(), -1);
        }
    }

    private static void count(Map<String, Integer> counts, Collection<String> keys, int by) {
        for (String key : keys) {
            counts.merge(key, by, Subscriptions::sumOrNothing);
        }
    }

    private static Integer sumOrNothing(int count, int by) {
        int sum = count + by;
        return sum == 0 ? null : sum;
    }

    /** All topics that somebody wants, by name or by a regular expression that has been resolved. */
    NavigableSet<String> topics() {
        if (regexesByTopic.isEmpty()) {
            return Collections.unmodifiableNavigableSet(membersByName.navigableKeySet());
        }
        TreeSet<String> all = new TreeSet<>(membersByName.keySet());
        all.addAll(regexesByTopic.keySet());
        return all;
    }

    /** The topics that one member wants, by name or by a regular expression that has been resolved. */
    SortedSet<String> topicsOf(MemberMetadata member) {
        ResolvedRegex byRegex = resolved.get(member.topicRegex());
        if (byRegex == null || byRegex.topics().isEmpty()) {
            return member.topicNames();
        }
        if (member.topicNames().isEmpty()) {
            return byRegex.topics();
        }
        TreeSet<String> both = new TreeSet<>(member.topicNames());
        both.addAll(byRegex.topics());
        return both;
    }

    boolean wants(String topic) {
        return membersByName.containsKey(topic) || regexesByTopic.containsKey(topic);
    }

    int membersWanting(String regex) {
        return membersByRegex.getOrDefault(regex, 0);
    }

    /** The regular expressions that members have, with the number of members. */
    SortedMap<String, Integer> regexes() {
        return Collections.unmodifiableSortedMap(membersByRegex);
    }

    Optional<ResolvedRegex> resolved(String regex) {
        return Optional.ofNullable(resolved.get(regex));
    }

    SortedMap<String, ResolvedRegex> resolved() {
        return Collections.unmodifiableSortedMap(resolved);
    }

    /** Whether all of {@code members} members want the same topics, for all these counts can tell. */
    boolean areSame(int members) {
        if (membersByRegex.isEmpty()) {
            return membersByName.values().stream().allMatch(count -> count == members);
        }
        return membersByName.isEmpty()
                && membersByRegex.size() == 1
                && membersByRegex.firstEntry().getValue() == members;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subscriptions that
                && membersByName.equals(that.membersByName)
                && regexesByTopic.equals(that.regexesByTopic)
                && membersByRegex.equals(that.membersByRegex)
                && resolved.equals(that.resolved);
    }

    @Override
    public int hashCode() {
        return membersByName.hashCode() + 31 * membersByRegex.hashCode();
    }

    @Override
    public String toString() {
        return "names " + membersByName + ", regexes " + membersByRegex + ", resolved " + resolved;
    }
}
