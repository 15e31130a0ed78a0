package io.ottla.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.junit.ClientProperties;
import io.ottla.junit.OttlaTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** One broker for the class, and stock clients as parameters; they are closed after the test. */
@OttlaTest(topics = {"orders:1", "totals:1"})
class OrderTotalsTest {

    @Test
    void ordersOfAnArticleAreAddedUp(
            Producer<String, Long> shop,
            @ClientProperties("group.id=order-totals") Consumer<String, Long> orders,
            Producer<String, Long> totals,
            Consumer<String, Long> reader)
            throws ExecutionException, InterruptedException {
        shop.send(new ProducerRecord<>("orders", "pears", 3L)).get();
        shop.send(new ProducerRecord<>("orders", "plums", 1L)).get();
        shop.send(new ProducerRecord<>("orders", "pears", 4L)).get();

        OrderTotals application = new OrderTotals(orders, totals);
        reader.subscribe(List.of("totals"));
        List<String> told = new ArrayList<>();
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (told.size() < 3 && System.nanoTime() - deadlineNanos < 0) {
            application.runOnce();
            reader.poll(Duration.ofMillis(100)).forEach(record -> told.add(record.key() + " " + record.value()));
        }

        assertThat(told).containsExactly("pears 3", "plums 1", "pears 7");
    }
}
