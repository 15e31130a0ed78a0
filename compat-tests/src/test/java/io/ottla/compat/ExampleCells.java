package io.ottla.compat;

import io.ottla.compat.matrix.MatrixCase;
import io.ottla.compat.matrix.MatrixCell;
import io.ottla.compat.process.TargetKind;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes each test of an example a cell of the matrix. JUnit finds it by itself where a build asks for that, so that an
 * example shows nothing that a project of somebody else would not have.
 */
public final class ExampleCells implements AfterTestExecutionCallback {
    private static final String SUITE = "examples";

    /** What the matrix calls the example. */
    private static final String CLIENT = System.getProperty("example.name", "unknown");

    @Override
    public void afterTestExecution(ExtensionContext ended) {
        TestedFeature.record(ended, SUITE, CLIENT, TargetKind.OTTLA);
        if (SelectedTargets.kinds().anyMatch(kind -> kind == TargetKind.REFERENCE)) {
            MatrixCase.skip(
                    SUITE,
                    CLIENT,
                    MatrixCell.ANY,
                    MatrixCell.ANY,
                    TargetKind.REFERENCE,
                    "an example of a broker in the test's own JVM, by Ottla's own test support");
        }
    }
}
