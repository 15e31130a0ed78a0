package io.ottla.bench.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    private static final String STAT =
            "4242 (a (strange) name) S 1 4242 4242 0 -1 4194560 100 0 3 0 150 25 7 8 20 0 33 0 1000 99999 555";

    @Test
    void addsUserAndSystemTimeAndLeavesOutThatOfChildren() {
        ProcessUsage usage = ProcessUsage.parse(STAT, List.of("VmHWM:\t  2048 kB", "VmRSS:\t  1024 kB"));
        assertThat(usage).isEqualTo(new ProcessUsage(1_750, 1_024, 2_048));
    }

    @Test
    void looksAtThisProcess() {
        ProcessUsage usage = ProcessUsage.of(ProcessHandle.current().pid());
        assertThat(usage.cpuMs()).isPositive();
        assertThat(usage.residentKib()).isPositive().isLessThanOrEqualTo(usage.residentPeakKib());
        assertThat(CompilerUsage.cpuMs(ProcessHandle.current().pid())).isBetween(0L, usage.cpuMs() + 10_000);
    }
}
