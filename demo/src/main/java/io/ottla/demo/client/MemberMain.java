package io.ottla.demo.client;

import io.ottla.demo.plot.Audience;
import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Member;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A member of the scoreboard's group, in a process of its own so that it can be killed. */
final class MemberMain {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(3);

    private MemberMain() {}

    /** Arguments: the member's name, then those of {@link ClientSettings#arguments}. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Member member = new Member(Audience.SCOREBOARD, args[0]);
        ClientSettings settings = ClientSettings.of(args[1], args[2], args[3]);
        MemberLoop loop = Members.follower(member, settings, event -> report(out, event));
        Thread running = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(loop, running), "leave"));
        loop.run();
    }

    /** Returns when the group knows, or when that takes too long. */
    private static void leave(MemberLoop loop, Thread running) {
        loop.leave();
        try {
            running.join(GONE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void report(PrintStream out, DemoEvent event) {
        MemberLines.write(event).ifPresent(out::println);
        if (out.checkError()) {
            // Nobody listens any more: the demo was ended without a chance to end this process.
            Runtime.getRuntime().halt(1);
        }
    }
}
