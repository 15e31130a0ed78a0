package io.ottla.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.demo.plot.Audience;
import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Member;
import org.junit.jupiter.api.Test;

/** What a member's process reports is what the demo takes in. */
class MemberLinesTest {
    private static final Member MEMBER = new Member(Audience.SCOREBOARD, "scoreboard-1");

    @Test
    void eachReportComesThrough() {
        assertThat(passed(new DemoEvent.Assigned(MEMBER, 3))).isEqualTo(new DemoEvent.Assigned(MEMBER, 3));
        assertThat(passed(new DemoEvent.Read(MEMBER, "match-1", "1;1;A;X;4")))
                .isEqualTo(new DemoEvent.Read(MEMBER, "match-1", "1;1;A;X;4"));
        assertThat(passed(new DemoEvent.Failed("scoreboard-1", "no broker")))
                .isEqualTo(new DemoEvent.Failed("scoreboard-1", "no broker"));
    }

    @Test
    void aValueOfSeveralLinesIsOneLine() {
        assertThat(passed(new DemoEvent.Read(MEMBER, "match-1", "a\tb\nc")))
                .isEqualTo(new DemoEvent.Read(MEMBER, "match-1", "a b c"));
    }

    @Test
    void whatIsNoReportIsAFailure() {
        assertThat(MemberLines.read(MEMBER, "Error: no class"))
                .isEqualTo(new DemoEvent.Failed("scoreboard-1", "Error: no class"));
    }

    private static DemoEvent passed(DemoEvent event) {
        return MemberLines.read(MEMBER, MemberLines.write(event).orElseThrow());
    }
}
