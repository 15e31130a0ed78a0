package io.ottla.compat.groups;

import io.ottla.compat.clients.Clients;
import io.ottla.compat.process.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Records that are there before anybody consumes. */
final class Records {
    private Records() {}

    /** Sends the records, and returns when all are acknowledged. */
    static void send(Target target, List<ProducerRecord<String, String>> records) {
        try (Producer<String, String> producer = Clients.producer(target, Map.of())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a record was not taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
