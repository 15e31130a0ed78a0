package io.ottla.junit.spring;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Makes topics by a stock client. */
final class TopicMaker {
    private final String bootstrapServers;
    private final Duration patience;

    TopicMaker(String bootstrapServers, Duration patience) {
        this.bootstrapServers = bootstrapServers;
        this.patience = patience;
    }

    /** @return by topic why it could not be made; null where it was */
    Map<String, Exception> tryToMake(Collection<NewTopic> topics) {
        Map<String, Exception> results = new LinkedHashMap<>();
        if (topics.isEmpty()) {
            return results;
        }
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(topics).values().forEach((topic, made) -> results.put(topic, failureOf(made)));
        }
        return results;
    }

    void make(Collection<NewTopic> topics) {
        tryToMake(topics).forEach((topic, failure) -> {
            if (failure != null) {
                throw new KafkaException("the topic " + topic + " could not be made", failure);
            }
        });
    }

    private Exception failureOf(KafkaFuture<Void> made) {
        try {
            made.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        } catch (ExecutionException | TimeoutException e) {
            return e;
        }
    }
}
