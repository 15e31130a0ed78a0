package io.ottla.applications.boot;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaTemplate;

/** An application that leaves all but its topic and its listener to Spring Boot. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Orders {
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final KafkaTemplate<String, String> template;

    public Orders(KafkaTemplate<String, String> template) {
        this.template = template;
    }

    /** Made at the start, since it is a bean. */
    @Bean
    public NewTopic topic(@Value("${topic}") String name) {
        return TopicBuilder.name(name).partitions(1).build();
    }

    @KafkaListener(topics = "${topic}", groupId = "${topic}")
    public void listen(String value) {
        received.add(value);
    }

    KafkaTemplate<String, String> template() {
        return template;
    }

    List<String> received() {
        return List.copyOf(received);
    }
}
