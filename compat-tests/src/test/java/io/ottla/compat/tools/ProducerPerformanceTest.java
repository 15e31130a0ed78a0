package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kafka-producer-perf-test} sends a million records in every compression, and all of them arrive. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProducerPerformanceTest extends ToolTest {
    private static final String RECORDS = "1000000";

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void everyRecordArrives(String compression) {
        String topic = uniqueTopic("perf-" + compression);
        ToolResult result = ReferenceTool.run(
                "org.apache.kafka.tools.ProducerPerformance",
                List.of(
                        "--topic",
                        topic,
                        "--num-records",
                        RECORDS,
                        "--record-size",
                        "100",
                        "--throughput",
                        "-1",
                        "--bootstrap-server",
                        target.bootstrap(),
                        "--command-property",
                        "compression.type=" + compression));
        assertThat(result.exitCode()).as(result::toString).isZero();
        assertThat(result.lines().getLast()).startsWith(RECORDS + " records sent, ");
        assertThat(succeed(OFFSETS, "--topic", topic).lines()).containsExactly(topic + ":0:" + RECORDS);
    }
}
