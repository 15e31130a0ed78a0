package io.ottla.demo.plot;

import io.ottla.demo.cricket.Ball;
import io.ottla.demo.cricket.BallText;
import io.ottla.demo.cricket.MalformedBallException;
import io.ottla.demo.cricket.Notification;
import io.ottla.demo.cricket.Scoreboard;
import io.ottla.demo.cricket.Statistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that has happened so far. Belongs to the thread that stages the demo; others report to it by events. */
public final class Story {
    private final SortedMap<String, Integer> planned;
    private final SortedMap<String, Integer> sent = new TreeMap<>();
    private final Map<Audience, GroupProgress> groups = new EnumMap<>(Audience.class);
    private final Map<Audience, Integer> unreadable = new EnumMap<>(Audience.class);
    private final Map<Member, Integer> partitions = new HashMap<>();
    private Scoreboard scoreboard = Scoreboard.EMPTY;
    private Statistics statistics = Statistics.EMPTY;
    private int notifications;
    private int poisonSent;
    private int retried;
    private int deadLettered;
    private DemoEvent.Failed failure;

    /** @param planned how many balls each match has */
    public Story(Map<String, Integer> planned) {
        this.planned = new TreeMap<>(planned);
        for (Audience audience : Audience.values()) {
            groups.put(audience, new GroupProgress());
        }
    }

    /** Takes in what happened, and returns what is worth a line. */
    public List<String> apply(DemoEvent event) {
        return switch (event) {
            case DemoEvent.Sent ball -> {
                sent.merge(ball.matchId(), 1, Integer::sum);
                yield List.of();
            }
            case DemoEvent.PoisonSent poison -> {
                poisonSent++;
                yield List.of("producer: an event that is none slipped in (poison)");
            }
            case DemoEvent.Assigned assigned -> {
                partitions.put(assigned.member(), assigned.partitions());
                groups.get(assigned.member().audience()).assigned(assigned.member());
                yield List.of(assigned.member() + " now has " + partitions(assigned.partitions()));
            }
            case DemoEvent.Read read -> read(read);
            case DemoEvent.Retried retry -> {
                retried++;
                yield List.of("notifications: attempt " + retry.attempts() + " failed, to the retry topic");
            }
            case DemoEvent.DeadLettered dead -> {
                deadLettered++;
                yield List.of("notifications: attempt " + dead.attempts() + " failed, to the dead-letter topic");
            }
            case DemoEvent.Failed failed -> {
                failure = failed;
                yield List.of(failed.who() + ": " + failed.why());
            }
        };
    }

    private static String partitions(int count) {
        return count == 1 ? "1 partition" : count + " partitions";
    }

    private List<String> read(DemoEvent.Read read) {
        Audience audience = read.member().audience();
        Ball ball;
        try {
            ball = BallText.read(read.key(), read.value());
        } catch (MalformedBallException e) {
            unreadable.merge(audience, 1, Integer::sum);
            return List.of(read.member() + " passes over an event it cannot read");
        }
        List<String> lines = new ArrayList<>();
        for (Ball next : groups.get(audience).read(read.member(), ball)) {
            handOn(audience, next).ifPresent(lines::add);
        }
        return lines;
    }

    private Optional<String> handOn(Audience audience, Ball ball) {
        switch (audience) {
            case SCOREBOARD -> scoreboard = scoreboard.after(ball);
            case STATISTICS -> statistics = statistics.after(ball);
            case NOTIFICATIONS -> {
                Optional<String> notification = Notification.of(ball);
                notifications += notification.isPresent() ? 1 : 0;
                return notification;
            }
        }
        return Optional.empty();
    }

    /** The member was killed, and has no partitions any more. */
    public void lost(Member member) {
        partitions.remove(member);
    }

    public boolean haveAllPartitions(Collection<Member> members) {
        return members.stream().allMatch(member -> partitionsOf(member) > 0);
    }

    public int partitionsOf(Member member) {
        return partitions.getOrDefault(member, 0);
    }

    /** The members that have partitions, by name. */
    public List<Member> members(Audience audience) {
        return partitions.keySet().stream()
                .filter(member -> member.audience() == audience && partitionsOf(member) > 0)
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }

    public int planned() {
        return total(planned);
    }

    public int sent() {
        return total(sent);
    }

    private static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many different balls the group has read without a gap. */
    public int readBy(Audience audience) {
        return groups.get(audience).handedOn();
    }

    public int repeatedFor(Audience audience) {
        return groups.get(audience).repeated();
    }

    public List<String> orderBreaches(Audience audience) {
        return groups.get(audience).breaches();
    }

    /** The matches of which the group has not read all balls. */
    public List<String> incompleteMatches(Audience audience) {
        return planned.keySet().stream()
                .filter(matchId -> groups.get(audience).handedOn(matchId) != planned.get(matchId))
                .toList();
    }

    public boolean isReadByAll() {
        return List.of(Audience.values()).stream()
                .allMatch(audience -> incompleteMatches(audience).isEmpty());
    }

    public boolean wasPassedOver(Audience audience) {
        return unreadable.getOrDefault(audience, 0) > 0;
    }

    public Scoreboard scoreboard() {
        return scoreboard;
    }

    public Statistics statistics() {
        return statistics;
    }

    public int notifications() {
        return notifications;
    }

    public int poisonSent() {
        return poisonSent;
    }

    public int retried() {
        return retried;
    }

    public int deadLettered() {
        return deadLettered;
    }

    public Optional<DemoEvent.Failed> failure() {
        return Optional.ofNullable(failure);
    }
}
