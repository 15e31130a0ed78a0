package io.ottla.applications.streams;

import io.ottla.compat.Await;
import io.ottla.compat.process.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** A topology that runs on a target, with exactly once. */
final class StreamsApp implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final KafkaStreams streams;
    private final AtomicLong restored = new AtomicLong();

    private StreamsApp(KafkaStreams streams) {
        this.streams = streams;
    }

    /** Starts it, and returns when it runs. */
    static StreamsApp start(Target target, String name, Topology topology, Path stateFolder) {
        Properties settings = new Properties();
        settings.put("application.id", name);
        settings.put("bootstrap.servers", target.bootstrap());
        settings.put("state.dir", stateFolder.toString());
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("replication.factor", "1");
        settings.put("commit.interval.ms", "100");
        // An application that is closed does not say so to its group, since it mostly comes back soon.
        settings.put("session.timeout.ms", "2000");
        settings.put("heartbeat.interval.ms", "300");
        settings.put("auto.offset.reset", "earliest");
        settings.put("default.key.serde", Serdes.String().getClass().getName());
        settings.put("default.value.serde", Serdes.String().getClass().getName());
        KafkaStreams streams = new KafkaStreams(topology, settings);
        StreamsApp app = new StreamsApp(streams);
        streams.setGlobalStateRestoreListener(app.new Count());
        streams.start();
        Await.until(
                WITHIN,
                () -> name + " to run; it is " + streams.state(),
                () -> streams.state() == KafkaStreams.State.RUNNING);
        return app;
    }

    /** How many records of changelogs were read to build up the state again. */
    long restored() {
        return restored.get();
    }

    @Override
    public void close() {
        streams.close(WITHIN);
    }

    private final class Count implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long startOffset, long endOffset) {
            // What counts is what was restored in the end.
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long batchEndOffset, long records) {
            // The total comes with the end.
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {
            restored.addAndGet(total);
        }
    }
}
