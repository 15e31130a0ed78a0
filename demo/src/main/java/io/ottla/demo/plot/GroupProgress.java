package io.ottla.demo.plot;

import io.ottla.demo.cricket.Ball;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one group has read, and whether it was in order.
 *
 * <p>A member reads a match ball by ball, for as long as it keeps its partitions; after it was given others it may begin
 * anywhere. Reports of two members may cross on their way here, so order is judged by member. For the group as a whole what
 * counts is that no ball is missing: balls are handed on in order, each once, those that came too early after those before
 * them.
 */
final class GroupProgress {
    private final Map<Member, Map<String, Integer>> lastByMember = new HashMap<>();
    private final Map<String, Integer> handedOn = new TreeMap<>();
    private final Map<String, SortedMap<Integer, Ball>> early = new TreeMap<>();
    private final List<String> breaches = new ArrayList<>();
    private int repeated;

    void assigned(Member member) {
        lastByMember.remove(member);
    }

    /** The balls that now follow those handed on before; none if this one was read before, or is too early. */
    List<Ball> read(Member member, Ball ball) {
        checkOrder(member, ball);
        String matchId = ball.matchId();
        int last = handedOn(matchId);
        SortedMap<Integer, Ball> waiting = early.computeIfAbsent(matchId, id -> new TreeMap<>());
        if (ball.number() <= last || waiting.putIfAbsent(ball.number(), ball) != null) {
            repeated++;
            return List.of();
        }
        List<Ball> inOrder = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.firstKey() == last + 1) {
            last++;
            inOrder.add(waiting.remove(last));
        }
        handedOn.put(matchId, last);
        return inOrder;
    }

    private void checkOrder(Member member, Ball ball) {
        Integer before =
                lastByMember.computeIfAbsent(member, m -> new TreeMap<>()).put(ball.matchId(), ball.number());
        if (before != null && ball.number() != before + 1) {
            breaches.add(member + " read ball " + ball.number() + " of " + ball.matchId() + " after ball " + before);
        }
    }

    /** How many balls of the match are known without a gap. */
    int handedOn(String matchId) {
        return handedOn.getOrDefault(matchId, 0);
    }

    int handedOn() {
        return handedOn.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often a ball was read that was read before: what a member had not committed when it was killed. */
    int repeated() {
        return repeated;
    }

    List<String> breaches() {
        return List.copyOf(breaches);
    }
}
