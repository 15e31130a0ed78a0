package io.ottla.broker.coordinator.group.consumer;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ottla.broker.coordinator.group.GroupCommand.Caller;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.broker.coordinator.group.TopicsView;
import io.ottla.broker.coordinator.runtime.Decision;
import io.ottla.wire.io.ApiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Looks up which topics the regular expressions of a group stand for: all of a group at once, and not more often than every
 * {@value #INTERVAL_MIN_MS} ms. An expression stands for the topics whose whole name it matches.
 *
 * <p>A lookup is a decision of its own. It runs on the coordinator's thread for now, and takes time in proportion to topics and
 * expressions, which RE2 matches in linear time.
 */
final class RegexLookups {
    static final long INTERVAL_MIN_MS = 10_000;

    private final ConsumerGroups groups;
    private final BiPredicate<Caller, String> mayDescribe;

    RegexLookups(ConsumerGroups groups, BiPredicate<Caller, String> mayDescribe) {
        this.groups = groups;
        this.mayDescribe = mayDescribe;
    }

    /**
     * Whether a heartbeat is to be followed by a lookup.
     *
     * @param wanted what the group's members want after the heartbeat
     * @param hasNew whether the heartbeat brought an expression that nobody had
     */
    boolean isDue(ConsumerGroup group, Subscriptions wanted, boolean hasNew, long nowMs) {
        if (wanted.regexes().isEmpty() || isTooEarly(group, nowMs)) {
            return false;
        }
        Subscriptions known = group.subscriptions();
        return hasNew
                || wanted.regexes().size() != known.resolved().size()
                || lastTopicsVersion(known) < groups.newestTopicsVersion()
                || nowMs > lastLookupMs(known) + groups.settings().regexRefreshIntervalMs();
    }

    private static boolean isTooEarly(ConsumerGroup group, long nowMs) {
        Subscriptions known = group.subscriptions();
        return !known.resolved().isEmpty() && nowMs <= lastLookupMs(known) + INTERVAL_MIN_MS;
    }

    /** All were looked up together, so that any of them tells. */
    private static long lastLookupMs(Subscriptions known) {
        return known.resolved().isEmpty()
                ? 0
                : known.resolved().get(known.resolved().firstKey()).resolvedAtMs();
    }

    private static long lastTopicsVersion(Subscriptions known) {
        return known.resolved().isEmpty()
                ? 0
                : known.resolved().get(known.resolved().firstKey()).topicsVersion();
    }

    Decision<GroupEvent, ApiMessage> decide(ConsumerGroupTimer.RegexLookup lookup, long nowMs) {
        return groups.find(lookup.groupId())
                .filter(group -> !isTooEarly(group, nowMs))
                .map(group -> decide(group, lookup.caller(), nowMs))
                .orElseGet(Decision::nothing);
    }

    private Decision<GroupEvent, ApiMessage> decide(ConsumerGroup group, Caller caller, long nowMs) {
        List<GroupEvent> events = new ArrayList<>();
        Subscriptions wanted = group.subscriptions().copy();
        boolean hasChanged = false;
        for (String regex : group.subscriptions().regexes().keySet()) {
            ResolvedRegex resolved =
                    new ResolvedRegex(topicsOf(regex, caller), groups.topics().version(), nowMs);
            SortedSet<String> former =
                    wanted.resolved(regex).map(ResolvedRegex::topics).orElseGet(TreeSet::new);
            hasChanged |= !former.equals(resolved.topics());
            wanted.resolve(regex, resolved);
            events.add(ConsumerRecords.regex(group.groupId(), regex, resolved));
        }
        long topicsHash = groups.hashOf(wanted);
        if (hasChanged || topicsHash != group.topicsHash()) {
            events.add(ConsumerRecords.epoch(group.groupId(), group.epoch() + 1, topicsHash));
            events.add(ConsumerGroupHeartbeats.topicsCompared(group.groupId(), nowMs));
        }
        return new Decision<>(events, Decision.<GroupEvent, ApiMessage>nothing().outcome(), List.of(), List.of());
    }

    private SortedSet<String> topicsOf(String regex, Caller caller) {
        SortedSet<String> matching = new TreeSet<>();
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            // Not from a heartbeat, which is refused; whatever brought it here, it stands for nothing.
            return matching;
        }
        TopicsView topics = groups.topics();
        for (String name : topics.names()) {
            if (pattern.matches(name) && mayDescribe.test(caller, name)) {
                matching.add(name);
            }
        }
        return matching;
    }
}
