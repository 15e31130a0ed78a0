package io.ottla.demo.client;

import io.ottla.demo.cricket.BallText;
import io.ottla.demo.cricket.MalformedBallException;
import io.ottla.demo.plot.Audience;
import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Member;
import io.ottla.demo.plot.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The members that live in this process, each with a thread: notifications, with those who try again, and statistics. */
public final class Members implements AutoCloseable {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    private final ClientSettings settings;
    private final Consumer<DemoEvent> events;
    private final RetryRoute route;
    private final List<MemberLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    public Members(ClientSettings settings, Consumer<DemoEvent> events) {
        this.settings = settings;
        this.events = events;
        this.route = new RetryRoute(settings, events);
    }

    /** Starts a member that passes over what it cannot read. */
    public Member statistics(String name) {
        Member member = new Member(Audience.STATISTICS, name);
        start(follower(member, settings, events), name);
        return member;
    }

    /** Starts a member that sends what it cannot read to be tried again. */
    public Member notifications(String name) {
        Member member = new Member(Audience.NOTIFICATIONS, name);
        Names names = settings.names();
        String group = names.group(Audience.NOTIFICATIONS);
        start(
                new MemberLoop(member, settings.member(group), names.events(), r -> tryToNotify(member, r), events),
                name);
        return member;
    }

    /** Starts the one who tries again. */
    public Member retries(String name) {
        Member member = new Member(Audience.NOTIFICATIONS, name);
        Names names = settings.names();
        Map<String, Object> group = settings.member(names.retryGroup());
        start(new MemberLoop(member, group, names.retries(), r -> tryToNotify(member, r), events), name);
        return member;
    }

    private void tryToNotify(Member member, ConsumerRecord<String, String> record) {
        try {
            BallText.read(record.key(), record.value());
        } catch (MalformedBallException e) {
            route.pass(record, e.getMessage());
            return;
        }
        events.accept(new DemoEvent.Read(member, record.key(), record.value()));
    }

    /** A member that reports whatever it reads. */
    static MemberLoop follower(Member member, ClientSettings settings, Consumer<DemoEvent> events) {
        Names names = settings.names();
        return new MemberLoop(
                member,
                settings.member(names.group(member.audience())),
                names.events(),
                record -> events.accept(new DemoEvent.Read(member, record.key(), record.value())),
                events);
    }

    private void start(MemberLoop loop, String name) {
        loops.add(loop);
        threads.add(Thread.ofPlatform().daemon().name(name).start(loop));
    }

    /** All leave their groups. */
    @Override
    public void close() {
        loops.forEach(MemberLoop::leave);
        for (Thread thread : threads) {
            try {
                thread.join(GONE_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        route.close();
    }
}
