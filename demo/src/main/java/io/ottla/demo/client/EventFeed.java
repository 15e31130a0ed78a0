package io.ottla.demo.client;

import io.ottla.demo.cricket.Ball;
import io.ottla.demo.cricket.BallText;
import io.ottla.demo.plot.DemoEvent;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The reporter at the grounds: sends balls of several matches, keyed by match, at a human pace. */
public final class EventFeed implements AutoCloseable {
    private final String topic;
    private final long nanosABall;
    private final Consumer<DemoEvent> events;
    private final Producer<String, String> producer;

    /** @param ballsASecond 0 for as fast as it goes */
    public EventFeed(ClientSettings settings, int ballsASecond, Consumer<DemoEvent> events) {
        this.topic = settings.names().events();
        this.nanosABall = ballsASecond == 0 ? 0 : 1_000_000_000L / ballsASecond;
        this.events = events;
        this.producer = new KafkaProducer<>(settings.producer(), new StringSerializer(), new StringSerializer());
    }

    /** Sends the balls by a thread of its own, and returns at once. */
    public void play(List<Ball> balls) {
        Thread.ofVirtual().name("feed").start(() -> balls.forEach(this::play));
    }

    private void play(Ball ball) {
        send(ball.matchId(), BallText.write(ball), new DemoEvent.Sent(ball.matchId()));
        if (nanosABall > 0) {
            LockSupport.parkNanos(nanosABall);
        }
    }

    /** Sends something that is not a ball, as the event of a match. */
    public void poison(String matchId, String value) {
        send(matchId, value, new DemoEvent.PoisonSent());
    }

    private void send(String key, String value, DemoEvent done) {
        Callback whenAcknowledged = (metadata, failure) ->
                events.accept(failure == null ? done : new DemoEvent.Failed("producer", failure.toString()));
        var unused = producer.send(new ProducerRecord<>(topic, key, value), whenAcknowledged);
    }

    @Override
    public void close() {
        producer.close();
    }
}
