package io.ottla.applications.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.Application;
import io.ottla.compat.OnBothTargets;
import io.ottla.compat.OneTopic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** A job from topic to topic that fails on the way comes out with every record once. */
class FlinkTest extends OnBothTargets {
    private static final Application FLINK = new Application("flink", "Flink Kafka connector");
    private static final int RECORDS = 3_000;
    private static final long CHECKPOINT_EVERY_MS = 200;

    @Test
    void eachRecordComesOutOnceThoughTheJobFails() throws Exception {
        FLINK.check(
                target,
                "exactly once on a MiniCluster, with a failure",
                () -> checkOnce("flink", TransactionNamingStrategy.INCREMENTING));
    }

    /** What was left open by the job that failed is found by asking the broker for its transactions. */
    @Test
    void transactionsFromAPoolAreFoundAgain() throws Exception {
        FLINK.check(
                target,
                "exactly once with a pool of transactions, with a failure",
                () -> checkOnce("flink-pool", TransactionNamingStrategy.POOLING));
    }

    private void checkOnce(String name, TransactionNamingStrategy names) throws Exception {
        OneTopic in = OneTopic.create(target, uniqueTopic(name));
        OneTopic out = OneTopic.create(target, in.name() + "-out");
        List<String> values =
                IntStream.range(0, RECORDS).mapToObj(i -> "value " + i).toList();
        in.send(values);
        FailsOnce.arm();
        run(in.name(), sink(out.name(), names));
        assertThat(FailsOnce.hasFailed()).isTrue();
        assertThat(out.committed(RECORDS)).isEqualTo(values);
    }

    private void run(String in, KafkaSink<String> sink) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 2);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        StreamExecutionEnvironment job = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        try {
            job.enableCheckpointing(CHECKPOINT_EVERY_MS);
            job.fromSource(source(in), WatermarkStrategy.noWatermarks(), "in")
                    .map(new FailsOnce())
                    .sinkTo(sink);
            job.execute(in);
        } finally {
            job.close();
        }
    }

    private KafkaSource<String> source(String topic) {
        return KafkaSource.<String>builder()
                .setBootstrapServers(target.bootstrap())
                .setTopics(topic)
                .setGroupId(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
    }

    private KafkaSink<String> sink(String topic, TransactionNamingStrategy names) {
        return KafkaSink.<String>builder()
                .setBootstrapServers(target.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(topic)
                .setTransactionNamingStrategy(names)
                .setProperty("transaction.timeout.ms", "60000")
                .setRecordSerializer(KafkaRecordSerializationSchema.builder()
                        .setTopic(topic)
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .build();
    }
}
