package io.ottla.client.v21;

import io.ottla.compat.versions.FeatureRun;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Members that share the partitions of a topic among themselves. */
final class Groups {
    private static final int PARTITIONS = 4;
    private static final Duration POLL = Duration.ofMillis(50);

    private Groups() {}

    /** A group by the classic protocol whose members notice soon that they must share anew. */
    static void classic(FeatureRun run, String assignor, Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer." + assignor + "Assignor");
        settings.put("heartbeat.interval.ms", 200);
        shared(run, settings);
    }

    static Map<String, Object> consumerProtocol(String assignor) {
        return Map.of("group.protocol", "consumer", "group.remote.assignor", assignor);
    }

    /** One member has all partitions, shares them with a second, and has them all again; nothing is lost meanwhile. */
    static void shared(FeatureRun run, Map<String, Object> settings) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", PARTITIONS);
        Map<String, Object> all = new HashMap<>(settings);
        all.put("group.id", session.name("group"));
        try (Consumer<String, String> first = session.consumer(all)) {
            first.subscribe(List.of(topic));
            Expect.soon("all partitions", () -> polled(first) == PARTITIONS);
            try (Consumer<String, String> second = session.consumer(all)) {
                second.subscribe(List.of(topic));
                Expect.soon("two partitions each", () -> {
                    int ofFirst = polled(first);
                    int ofSecond = polled(second);
                    return ofFirst == PARTITIONS / 2 && ofSecond == PARTITIONS / 2;
                });
                Set<TopicPartition> together = new HashSet<>(first.assignment());
                together.addAll(second.assignment());
                Expect.equal(PARTITIONS, together.size());
            }
            Expect.soon("all partitions again", () -> polled(first) == PARTITIONS);
            session.send(topic, Map.of(), List.of("one", "two"));
            Expect.equal(List.of("one", "two"), Session.poll(first, 2));
        }
    }

    private static int polled(Consumer<String, String> consumer) {
        Expect.that(consumer.poll(POLL).isEmpty(), "no record before one is sent");
        return consumer.assignment().size();
    }

    static void staticMember(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", PARTITIONS);
        Map<String, Object> settings =
                Map.of("group.id", session.name("group"), "group.instance.id", "one", "session.timeout.ms", 10_000);
        session.send(topic, Map.of(), List.of("one", "two"));
        try (Consumer<String, String> before = session.consumer(settings)) {
            before.subscribe(List.of(topic));
            Expect.equal(List.of("one", "two"), Session.poll(before, 2));
            before.commitSync();
        }
        session.send(topic, Map.of(), List.of("three"));
        try (Consumer<String, String> after = session.consumer(settings)) {
            after.subscribe(List.of(topic));
            Expect.equal(List.of("three"), Session.poll(after, 1));
        }
    }

    static void committed(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        List<String> values = Session.values(10);
        session.send(topic, Map.of(), values);
        Map<String, Object> settings = Map.of("group.id", session.name("group"), "max.poll.records", 5);
        try (Consumer<String, String> before = session.consumer(settings)) {
            before.subscribe(List.of(topic));
            Expect.equal(values.subList(0, 5), Session.poll(before, 5));
            before.commitSync();
        }
        try (Consumer<String, String> after = session.consumer(settings)) {
            after.subscribe(List.of(topic));
            Expect.equal(values.subList(5, 10), Session.poll(after, 5));
        }
    }

    static void pattern(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String matching = session.topic("yes-topic", 1);
        String other = session.topic("no-topic", 1);
        session.send(matching, Map.of(), List.of("wanted"));
        session.send(other, Map.of(), List.of("unwanted"));
        try (Consumer<String, String> consumer = session.consumer(Map.of("group.id", session.name("group")))) {
            consumer.subscribe(Pattern.compile(Pattern.quote(session.name("yes-")) + ".*"), new NoListener());
            Expect.equal(List.of("wanted"), Session.poll(consumer, 1));
            Expect.equal(Set.of(new TopicPartition(matching, 0)), consumer.assignment());
        }
    }

    private static final class NoListener implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing is kept between polls.
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Nothing is kept between polls.
        }
    }
}
