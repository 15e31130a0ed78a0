package io.ottla.demo.screen;

import io.ottla.demo.cricket.Fixture;
import io.ottla.demo.cricket.MatchScore;
import io.ottla.demo.plot.Audience;
import io.ottla.demo.plot.Member;
import io.ottla.demo.plot.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The scores, the groups and the counts as lines of text. */
public final class Board {
    /** Short enough that two members with long names still go beside it. */
    private static final int BAR = 10;

    private final List<Fixture> fixtures;

    public Board(List<Fixture> fixtures) {
        this.fixtures = List.copyOf(fixtures);
    }

    public List<String> lines(Story story) {
        List<String> lines = new ArrayList<>();
        for (Fixture fixture : fixtures) {
            lines.add(match(fixture, story.scoreboard().of(fixture.matchId())));
        }
        lines.add("");
        lines.add(progress("producer", story.sent(), story.planned(), "acknowledged"));
        for (Audience audience : Audience.values()) {
            String members = story.members(audience).stream()
                    .map(member -> share(story, member))
                    .collect(Collectors.joining(" "));
            lines.add(progress(audience.label(), story.readBy(audience), story.planned(), members));
        }
        lines.add("");
        lines.add(story.notifications() + " notifications   " + story.retried() + " retries   " + story.deadLettered()
                + " dead letters");
        lines.add("most runs " + named(story.statistics().bestBatter()) + "   most wickets "
                + named(story.statistics().bestBowler()));
        return lines;
    }

    private static String match(Fixture fixture, MatchScore score) {
        return "%-9s %-11s %-14s  %-11s %s"
                .formatted(
                        fixture.matchId(),
                        fixture.first().name(),
                        score.first(),
                        fixture.second().name(),
                        score.second());
    }

    private static String progress(String what, int done, int all, String detail) {
        int filled = all == 0 ? 0 : done * BAR / all;
        return "%-14s %s%s %4d/%d  %s".formatted(what, "#".repeat(filled), ".".repeat(BAR - filled), done, all, detail);
    }

    private static String share(Story story, Member member) {
        return member.name() + ":" + story.partitionsOf(member);
    }

    private static String named(Optional<Map.Entry<String, Integer>> best) {
        return best.map(entry -> entry.getKey() + " " + entry.getValue()).orElse("-");
    }
}
