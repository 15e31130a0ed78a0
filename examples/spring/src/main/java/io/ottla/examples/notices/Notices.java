package io.ottla.examples.notices;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/** Makes a notice of each order. */
public class Notices {
    private final KafkaTemplate<String, String> template;

    public Notices(KafkaTemplate<String, String> template) {
        this.template = template;
    }

    /** The order counts as read when its notice is written. */
    @KafkaListener(topics = "orders", groupId = "notices")
    public void onOrder(ConsumerRecord<String, String> order) {
        template.send("notices", order.key(), "ordered: " + order.value()).join();
    }
}
