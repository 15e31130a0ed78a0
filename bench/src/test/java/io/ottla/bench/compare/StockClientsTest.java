package io.ottla.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class StockClientsTest {
    @Test
    void takesTheLastResultOfTheProducer() {
        Matcher result = StockClients.find(
                List.of(
                        "100 records sent, 20.0 records/sec (0.02 MB/sec), 5.0 ms avg latency, 9.0 ms max latency.",
                        "1000 records sent, 2000.5 records/sec (1.91 MB/sec), 12.34 ms avg latency, 301.00 ms max latency,"
                                + " 11 ms 50th, 30 ms 95th, 42 ms 99th, 99 ms 99.9th."),
                StockClients.PRODUCED);
        assertThat(result.group(1)).isEqualTo("2000.5");
        assertThat(result.group(2)).isEqualTo("11");
        assertThat(result.group(3)).isEqualTo("42");
    }

    @Test
    void readsTheConsumersAndTheEndToEndResult() {
        assertThat(StockClients.find(List.of("500 records read, 12.5 MB/s"), StockClients.READ)
                        .group(1))
                .isEqualTo("12.5");
        Matcher latency = StockClients.find(
                List.of("0\t1.5", "Avg latency: 0.8000 ms", "Percentiles: 50th = 1, 99th = 3, 99.9th = 12"),
                StockClients.END_TO_END);
        assertThat(latency.group(1)).isEqualTo("1");
        assertThat(latency.group(2)).isEqualTo("3");
    }

    @Test
    void failsWhenThereIsNoResult() {
        assertThatIllegalStateException().isThrownBy(() -> StockClients.find(List.of("nothing"), StockClients.READ));
    }
}
