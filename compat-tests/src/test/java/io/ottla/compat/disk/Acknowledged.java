package io.ottla.compat.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that were sent one by one, and acknowledged: they must be there for ever after. */
final class Acknowledged {
    private static final String FILLING = "x".repeat(100_000);

    private final Map<TopicPartition, List<String>> values = new ConcurrentHashMap<>();
    private int sent;

    void send(Producer<String, String> producer, TopicPartition partition)
            throws ExecutionException, InterruptedException {
        String key = "key " + sent++;
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), key, FILLING))
                .get();
        values.computeIfAbsent(partition, any -> new CopyOnWriteArrayList<>()).add(key);
    }

    /** How many of a partition's there are by now; another thread may be sending. */
    int count(TopicPartition partition) {
        return values.getOrDefault(partition, List.of()).size();
    }

    /** Expects no more of a partition than the first {@code count}: of the others it is not known whether they are there. */
    void expectOnly(TopicPartition partition, int count) {
        List<String> all = values.get(partition);
        all.subList(count, all.size()).clear();
    }

    /** Sends until that fails, and returns why. */
    Throwable sendUntilRefused(Producer<String, String> producer, TopicPartition partition)
            throws InterruptedException {
        try {
            for (int i = 0; i < 1000; i++) {
                send(producer, partition);
            }
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("nothing was refused");
    }

    /** Reads all of a partition, and finds what was acknowledged, in order. */
    void verify(Target target, TopicPartition partition) {
        List<String> expected = values.get(partition);
        try (Consumer<String, String> consumer = Clients.consumer(target, Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> read = Clients.poll(consumer, expected.size()).stream()
                    .map(ConsumerRecord::key)
                    .toList();
            assertThat(read).startsWith(expected.toArray(String[]::new));
        }
    }
}
