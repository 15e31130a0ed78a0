package io.ottla.demo;

import io.ottla.demo.client.ClientSettings;
import io.ottla.demo.client.EventFeed;
import io.ottla.demo.client.MemberProcess;
import io.ottla.demo.client.Members;
import io.ottla.demo.client.Replay;
import io.ottla.demo.cricket.Ball;
import io.ottla.demo.plot.Audience;
import io.ottla.demo.plot.Check;
import io.ottla.demo.plot.Checks;
import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Member;
import io.ottla.demo.plot.Programme;
import io.ottla.demo.plot.Story;
import io.ottla.demo.screen.Screen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Stages the demo in three acts, each a third of the balls: all goes well; a consumer is killed and an event is poison; the
 * one who replaces it goes on. What the actors report comes through one queue to the one thread that runs this.
 */
final class Demo {
    static final String POISON = "the ball is lost in the river";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TICK_MS = 50;
    private static final int ACTS = 3;

    private final ClientSettings settings;
    private final Programme programme;
    private final int ballsASecond;
    private final Screen screen;
    private final Story story;
    private final BlockingQueue<DemoEvent> events = new LinkedBlockingQueue<>();

    Demo(ClientSettings settings, Programme programme, int ballsASecond, Screen screen) {
        this.settings = settings;
        this.programme = programme;
        this.ballsASecond = ballsASecond;
        this.screen = screen;
        this.story = new Story(programme.ballsByMatch());
    }

    /** Plays it all, on topics that are there and empty; true if all checks hold. */
    boolean play() throws DemoException, InterruptedException {
        try (EventFeed feed = new EventFeed(settings, ballsASecond, events::add);
                Members members = new Members(settings, events::add);
                MemberProcess first = MemberProcess.start("scoreboard-1", settings, events::add);
                MemberProcess second = MemberProcess.start("scoreboard-2", settings, events::add)) {
            List<Member> here = List.of(
                    members.statistics("statistics-1"),
                    members.notifications("notifications-1"),
                    members.retries("notifications-retry-1"));
            playUntil(
                    "all groups to form",
                    s -> s.haveAllPartitions(here) && s.haveAllPartitions(List.of(first.member(), second.member())));

            List<List<Ball>> acts = programme.parts(ACTS);
            feed.play(acts.get(0));
            playUntil("the first act", s -> s.sent() == acts.get(0).size());

            feed.play(acts.get(1));
            kill(first);
            feed.poison(programme.fixtures().getFirst().matchId(), POISON);
            try (MemberProcess third = replace(first)) {
                int sentThen = acts.get(0).size() + acts.get(1).size();
                List<Member> scorers = List.of(second.member(), third.member());
                playUntil("the replacement", s -> s.sent() == sentThen && s.haveAllPartitions(scorers));

                feed.play(acts.get(2));
                playUntil("everybody to have read everything", Demo::isOver);
            }
            return judge();
        }
    }

    private void kill(MemberProcess process) {
        process.kill();
        // What it reported before it died is in the queue already; only then are its partitions nobody's.
        takeIn();
        story.lost(process.member());
        screen.tell(process.member() + " (process " + process.pid() + ") is killed; its group will miss it in "
                + settings.sessionTimeoutMs() + " ms");
    }

    private MemberProcess replace(MemberProcess gone) {
        MemberProcess next = MemberProcess.start("scoreboard-3", settings, events::add);
        screen.tell(next.member() + " (process " + next.pid() + ") takes the place of " + gone.member());
        return next;
    }

    private static boolean isOver(Story story) {
        return story.sent() == story.planned()
                && story.isReadByAll()
                && story.deadLettered() > 0
                && story.wasPassedOver(Audience.SCOREBOARD)
                && story.wasPassedOver(Audience.STATISTICS);
    }

    private boolean judge() {
        screen.tell("replay: everything once more, from offset 0");
        List<Check> checks = Checks.judge(
                story,
                Replay.of(settings.names().events(), settings),
                Replay.of(settings.names().deadLetters(), settings),
                POISON);
        screen.finish(story, checks);
        return checks.stream().allMatch(Check::holds);
    }

    private void playUntil(String what, Predicate<Story> done) throws DemoException, InterruptedException {
        long playingNanos = ballsASecond == 0 ? 0 : programme.balls().size() * 1_000_000_000L / ballsASecond;
        long atMostNanos = PATIENCE.toNanos() + playingNanos;
        long since = System.nanoTime();
        while (!done.test(story)) {
            DemoEvent event = events.poll(TICK_MS, TimeUnit.MILLISECONDS);
            if (event != null) {
                story.apply(event).forEach(screen::tell);
            }
            takeIn();
            screen.draw(story);
            if (story.failure().isPresent()) {
                DemoEvent.Failed failed = story.failure().get();
                throw new DemoException(failed.who() + " cannot go on: " + failed.why());
            }
            if (System.nanoTime() - since > atMostNanos) {
                throw new DemoException("waited in vain for " + what);
            }
        }
    }

    /** All that is in the queue now. */
    private void takeIn() {
        DemoEvent event = events.poll();
        while (event != null) {
            story.apply(event).forEach(screen::tell);
            event = events.poll();
        }
    }
}
