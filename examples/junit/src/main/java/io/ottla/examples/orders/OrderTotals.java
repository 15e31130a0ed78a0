package io.ottla.examples.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Reads orders, and tells after each how many pieces of an article have been ordered so far. */
public final class OrderTotals {
    private static final String ORDERS = "orders";
    private static final String TOTALS = "totals";

    private final Consumer<String, Long> orders;
    private final Producer<String, Long> totals;
    private final Map<String, Long> totalByArticle = new HashMap<>();

    public OrderTotals(Consumer<String, Long> orders, Producer<String, Long> totals) {
        this.orders = orders;
        this.totals = totals;
        orders.subscribe(List.of(ORDERS));
    }

    /** Counts what has come in, and waits for it a little while. An order counts as read when its total has been told. */
    public void runOnce() throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> told = new ArrayList<>();
        for (ConsumerRecord<String, Long> order : orders.poll(Duration.ofMillis(100))) {
            long total = totalByArticle.merge(order.key(), order.value(), Long::sum);
            told.add(totals.send(new ProducerRecord<>(TOTALS, order.key(), total)));
        }
        for (Future<RecordMetadata> each : told) {
            each.get();
        }
        orders.commitSync();
    }
}
