package io.ottla.client.v40;

import static io.ottla.compat.versions.ClientFeature.since;

import io.ottla.client.v21.Expect;
import io.ottla.client.v21.Session;
import io.ottla.compat.versions.ClientDriver;
import io.ottla.compat.versions.ClientFeature;
import io.ottla.compat.versions.FeatureRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.ClassicGroupState;

/** The features that came after 2.8, and those whose old way was taken out in 4.0. */
public final class Driver implements ClientDriver {
    private static final String HERE = "4.0";

    @Override
    public List<ClientFeature> features() {
        return List.of(
                since(HERE, "consumer group, expression resolved by the broker", Driver::expression),
                since(HERE, "admin: describe topics", Driver::describedTopics),
                since(HERE, "admin: describe classic groups", Driver::classicGroups));
    }

    private static void expression(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String matching = session.topic("yes-topic", 1);
        String other = session.topic("no-topic", 1);
        session.send(matching, Map.of(), List.of("wanted"));
        session.send(other, Map.of(), List.of("unwanted"));
        Map<String, Object> settings = Map.of("group.id", session.name("group"), "group.protocol", "consumer");
        try (Consumer<String, String> consumer = session.consumer(settings)) {
            consumer.subscribe(new SubscriptionPattern(session.name("yes-") + ".*"));
            Expect.equal(List.of("wanted"), Session.poll(consumer, 1));
        }
    }

    private static void describedTopics(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 3);
        try (Admin admin = session.admin()) {
            TopicDescription described = Session.get(
                            admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic);
            Expect.equal(3, described.partitions().size());
            Expect.equal(1, described.partitions().get(2).isr().size());
        }
    }

    private static void classicGroups(FeatureRun run) throws Exception {
        Session session = new Session(run);
        String topic = session.topic("topic", 1);
        String group = session.name("group");
        try (Admin admin = session.admin();
                Consumer<String, String> consumer = session.consumer(Map.of("group.id", group))) {
            consumer.subscribe(List.of(topic));
            Expect.soon("a partition", () -> {
                Expect.that(consumer.poll(Duration.ofMillis(50)).isEmpty(), "no record");
                return consumer.assignment().size() == 1;
            });
            Expect.equal(
                    ClassicGroupState.STABLE,
                    Session.get(admin.describeClassicGroups(List.of(group)).all())
                            .get(group)
                            .state());
        }
    }
}
