package io.ottla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class EchoTest {
    @Test
    void onlyWhatIsNotWarmUpCounts() throws IOException {
        assertThat(Echo.roundTrips(5, 20).getTotalCount()).isEqualTo(20);
    }
}
