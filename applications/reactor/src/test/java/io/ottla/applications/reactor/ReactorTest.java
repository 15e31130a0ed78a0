package io.ottla.applications.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.OneTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;

/** What a sender sends a receiver receives; what it acknowledged is not received again; transactions are all or nothing. */
class ReactorTest extends OnBothTargets {
    private static final Application REACTOR = new Application("reactor", "Reactor Kafka");
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int RECORDS = 50;

    @Test
    void whatIsSentIsReceivedAndAcknowledged() throws Exception {
        REACTOR.check(target, "send, receive, acknowledge, restart", () -> {
            String topic = OneTopic.create(target, uniqueTopic("reactor")).name();
            send(topic, values("first"));
            assertThat(receive(topic)).isEqualTo(values("first"));
            send(topic, values("second"));
            assertThat(receive(topic)).isEqualTo(values("second"));
        });
    }

    private void send(String topic, List<String> values) {
        KafkaSender<String, String> sender = KafkaSender.create(senderOptions(Map.of()));
        try {
            Flux<SenderRecord<String, String, String>> records = Flux.fromIterable(values)
                    .map(value -> SenderRecord.create(new ProducerRecord<>(topic, value), value));
            List<String> acknowledged = sender.send(records)
                    .map(result -> result.correlationMetadata())
                    .collectList()
                    .block(WITHIN);
            assertThat(acknowledged).isEqualTo(values);
        } finally {
            sender.close();
        }
    }

    private List<String> receive(String topic) {
        return KafkaReceiver.create(receiverOptions(topic))
                .receive()
                .concatMap(record -> record.receiverOffset().commit().thenReturn(record.value()))
                .take(RECORDS)
                .collectList()
                .block(WITHIN);
    }

    @Test
    void aFlowInTransactionsComesOutOnce() throws Exception {
        REACTOR.check(target, "receive exactly once, send in a transaction", () -> {
            OneTopic in = OneTopic.create(target, uniqueTopic("reactor-eos"));
            OneTopic out = OneTopic.create(target, in.name() + "-out");
            in.send(values("value"));
            KafkaSender<String, String> sender =
                    KafkaSender.create(senderOptions(Map.of("transactional.id", in.name())));
            Disposable flow = KafkaReceiver.create(receiverOptions(in.name()))
                    .receiveExactlyOnce(sender.transactionManager())
                    .concatMap(batch -> sender.send(batch.map(record -> capitals(record, out.name())))
                            .concatWith(sender.transactionManager().commit()))
                    .subscribe();
            try {
                List<String> expected = values("VALUE");
                assertThat(out.committed(RECORDS)).isEqualTo(expected);
            } finally {
                flow.dispose();
                sender.close();
            }
        });
    }

    private static SenderRecord<String, String, Long> capitals(ConsumerRecord<String, String> record, String topic) {
        return SenderRecord.create(
                new ProducerRecord<>(topic, record.key(), record.value().toUpperCase(Locale.ROOT)), record.offset());
    }

    private SenderOptions<String, String> senderOptions(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", target.bootstrap());
        return SenderOptions.<String, String>create(settings)
                .withKeySerializer(new StringSerializer())
                .withValueSerializer(new StringSerializer());
    }

    private ReceiverOptions<String, String> receiverOptions(String topic) {
        return ReceiverOptions.<String, String>create(Map.of(
                        "bootstrap.servers", target.bootstrap(), "group.id", topic, "auto.offset.reset", "earliest"))
                .withKeyDeserializer(new StringDeserializer())
                .withValueDeserializer(new StringDeserializer())
                .subscription(Set.of(topic));
    }

    private static List<String> values(String word) {
        return IntStream.range(0, RECORDS).mapToObj(i -> word + i).toList();
    }
}
