package io.ottla.demo.client;

import io.ottla.demo.plot.DemoEvent;
import io.ottla.demo.plot.Names;
import io.ottla.demo.plot.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where an event goes that could not be dealt with: to the retry topic, and after the last attempt to the dead-letter topic.
 * Key and value stay as they are; headers say how often it was tried, why that failed and where it comes from.
 */
final class RetryRoute implements AutoCloseable {
    static final String ATTEMPTS = "demo-attempts";
    private static final String REASON = "demo-reason";
    private static final String ORIGIN = "demo-origin";

    private final Names names;
    private final Consumer<DemoEvent> events;
    private final Producer<String, String> producer;

    RetryRoute(ClientSettings settings, Consumer<DemoEvent> events) {
        this.names = settings.names();
        this.events = events;
        this.producer = new KafkaProducer<>(settings.producer(), new StringSerializer(), new StringSerializer());
    }

    /** Returns when the event is safe where it goes, so that its offset may be committed. */
    void pass(ConsumerRecord<String, String> failed, String reason) {
        int attempts = attemptsOf(failed) + 1;
        switch (RetryPolicy.after(attempts)) {
            case TRY_AGAIN -> {
                send(names.retries(), failed, attempts, reason);
                events.accept(new DemoEvent.Retried(attempts));
            }
            case PUT_ASIDE -> {
                send(names.deadLetters(), failed, attempts, reason);
                events.accept(new DemoEvent.DeadLettered(attempts));
            }
        }
    }

    private void send(String topic, ConsumerRecord<String, String> failed, int attempts, String reason) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, failed.key(), failed.value());
        Header origin = failed.headers().lastHeader(ORIGIN);
        record.headers()
                .add(ATTEMPTS, bytes(Integer.toString(attempts)))
                .add(REASON, bytes(reason))
                .add(ORIGIN, origin == null ? bytes(placeOf(failed)) : origin.value());
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot pass on a failed event: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String placeOf(ConsumerRecord<String, String> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    static int attemptsOf(ConsumerRecord<String, String> record) {
        Header header = record.headers().lastHeader(ATTEMPTS);
        return header == null ? 0 : Integer.parseInt(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
