package io.ottla.demo.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.demo.plot.Audience;
import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Member;
import io.ottla.demo.plot.Programme;
import io.ottla.demo.plot.Story;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is seen in a terminal of 80 columns and 24 lines, as most are at first. */
class BoardTest {
    private final Programme programme = Programme.of(4, 5, 3);
    private final Story story = new Story(programme.ballsByMatch());
    private final Board board = new Board(programme.fixtures());

    @Test
    void allMembersOfAGroupAreToBeSeen() {
        join(Audience.NOTIFICATIONS, "notifications-1", 4);
        join(Audience.NOTIFICATIONS, "notifications-retry-1", 1);
        join(Audience.SCOREBOARD, "scoreboard-1", 2);
        join(Audience.SCOREBOARD, "scoreboard-2", 2);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new LiveScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8), board).draw(story);
        String view = bytes.toString(StandardCharsets.UTF_8);

        assertThat(view)
                .contains("notifications-1:4 notifications-retry-1:1\n")
                .contains("scoreboard-1:2 scoreboard-2:2\n");
        assertThat(view.split("\n", -1)).hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void onePartitionIsNotSeveral() {
        assertThat(join(Audience.NOTIFICATIONS, "notifications-retry-1", 1))
                .isEqualTo("notifications-retry-1 now has 1 partition");
        assertThat(join(Audience.STATISTICS, "statistics-1", 4)).isEqualTo("statistics-1 now has 4 partitions");
    }

    private String join(Audience audience, String name, int partitions) {
        return story.apply(new DemoEvent.Assigned(new Member(audience, name), partitions))
                .getFirst();
    }
}
