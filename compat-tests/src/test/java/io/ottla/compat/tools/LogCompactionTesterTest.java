package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference's own tester of compaction: it writes keys again and again, deletes some, has the log compacted, and compares
 * what it then reads with what it wrote.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LogCompactionTesterTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.ottla.compat.OwnTarget#kinds")
    void findsNothingWrong(TargetKind kind) {
        TargetSettings settings = TargetSettings.in(folder)
                .with("log.cleaner.backoff.ms", "500")
                .with("log.cleaner.min.cleanable.ratio", "0.01")
                .with("log.segment.bytes", "1048576");
        try (Target target = kind.create(settings)) {
            target.start();
            ToolResult result = ReferenceTool.run(
                    "org.apache.kafka.tools.LogCompactionTester",
                    List.of(
                            "--bootstrap-server",
                            target.bootstrap(),
                            "--messages",
                            "100000",
                            "--topics",
                            "1",
                            "--percent-deletes",
                            "10",
                            "--sleep",
                            "3"));
            assertThat(result.exitCode()).as(result::toString).isZero();
            assertThat(result.text())
                    .contains("Data verification is completed")
                    .as("less was read than was written")
                    .doesNotContain("(0.0% reduction)");
        }
    }
}
