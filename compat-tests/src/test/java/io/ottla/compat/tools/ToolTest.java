package io.ottla.compat.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.tool.ReferenceTool;
import io.ottla.compat.tool.ToolResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that runs the reference's tools; they find the broker by {@code --bootstrap-server}. */
@ExtendWith(ToolCells.class)
public abstract class ToolTest extends OnBothTargets {
    protected static final String TOPICS = "org.apache.kafka.tools.TopicCommand";
    protected static final String CONSOLE_PRODUCER = "org.apache.kafka.tools.ConsoleProducer";
    protected static final String CONSOLE_CONSUMER = "org.apache.kafka.tools.consumer.ConsoleConsumer";
    protected static final String OFFSETS = "org.apache.kafka.tools.GetOffsetShell";
    protected static final String CONFIGS = "kafka.admin.ConfigCommand";

    /** Which broker this test runs on. */
    final TargetKind kind() {
        return target.kind();
    }

    /** Runs a tool that is to end well, and returns what it said. */
    protected ToolResult succeed(String tool, String... arguments) {
        ToolResult result = run(tool, arguments);
        assertThat(result.exitCode()).as(result::toString).isZero();
        return result;
    }

    /** Runs a tool that is to end well, with the file as its standard input. */
    protected ToolResult succeedWithInput(Path input, String tool, String... arguments) {
        ToolResult result = ReferenceTool.run(tool, withBootstrap(arguments), input);
        assertThat(result.exitCode()).as(result::toString).isZero();
        return result;
    }

    protected ToolResult run(String tool, String... arguments) {
        return ReferenceTool.run(tool, withBootstrap(arguments));
    }

    private List<String> withBootstrap(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-server");
        all.add(target.bootstrap());
        return all;
    }
}
