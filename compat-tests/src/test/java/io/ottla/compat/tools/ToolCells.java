package io.ottla.compat.tools;

import io.ottla.compat.TestedFeature;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes each test of a tool a cell of the matrix: the class names the tool. */
final class ToolCells implements AfterTestExecutionCallback {
    private static final String SUITE = "tools";

    @Override
    public void afterTestExecution(ExtensionContext ended) {
        String tool = ended.getRequiredTestClass().getSimpleName().replaceFirst("Test$", "");
        ToolTest test = (ToolTest) ended.getRequiredTestInstance();
        TestedFeature.record(ended, SUITE, tool, test.kind());
    }
}
