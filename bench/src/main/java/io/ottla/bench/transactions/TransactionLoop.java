package io.ottla.bench.transactions;

import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A stock producer that makes one transaction after the other. */
final class TransactionLoop {
    private static final int RECORD_BYTES = 100;

    private final String topic;
    private final int partitions;
    private final int records;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Recorder latencies = new Recorder(3);
    private final Thread thread;
    private volatile boolean ending;
    private volatile RuntimeException failure;

    TransactionLoop(String bootstrap, String transactionalId, String topic, int partitions, int records) {
        this.topic = topic;
        this.partitions = partitions;
        this.records = records;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", transactionalId, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.producer.initTransactions();
        this.thread = new Thread(this::run, transactionalId);
        this.thread.start();
    }

    private void run() {
        byte[] value = new byte[RECORD_BYTES];
        try {
            while (!ending) {
                long begunNanos = System.nanoTime();
                producer.beginTransaction();
                for (int i = 0; i < records; i++) {
                    var unused = producer.send(new ProducerRecord<>(topic, i % partitions, null, value));
                }
                // The client's own thread looks whether records are waiting before it takes the lock to see what is to
                // be
                // sent: without this, EndTxn may overtake all records of a transaction that is made within
                // microseconds.
                producer.flush();
                producer.commitTransaction();
                latencies.recordValue(System.nanoTime() - begunNanos);
            }
        } catch (RuntimeException broken) {
            failure = broken;
        }
    }

    /** How long the transactions since the last call took, in nanoseconds. */
    Histogram takeLatencies() {
        if (failure != null) {
            throw failure;
        }
        return latencies.getIntervalHistogram();
    }

    /** Makes no more, when the one at hand is done. */
    void end() throws InterruptedException {
        ending = true;
        thread.join();
        producer.close();
    }
}
