package io.ottla.compat;

import io.ottla.compat.matrix.MatrixCell;
import io.ottla.compat.matrix.MatrixFile;
import io.ottla.compat.matrix.Verdict;
import io.ottla.compat.process.TargetKind;
import java.util.Locale;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** A test that has ended, as a cell of the matrix: its method says the feature, how it ended the verdict. */
public final class TestedFeature {
    private TestedFeature() {}

    /** Writes the cell down; its version is that of the clients on the class path. */
    public static void record(ExtensionContext ended, String suite, String client, TargetKind target) {
        Throwable failure = ended.getExecutionException().orElse(null);
        MatrixFile.append(new MatrixCell(
                suite,
                client,
                AppInfoParser.getVersion(),
                feature(ended),
                target,
                verdict(failure),
                failure == null ? "" : failure.toString().lines().findFirst().orElse("")));
    }

    /** The method in words; of a test with parameters each run is a feature, else the last one would hide the others. */
    private static String feature(ExtensionContext ended) {
        String method = ended.getRequiredTestMethod().getName();
        String words = method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        String run = ended.getDisplayName();
        return run.startsWith(method + "(") ? words : words + ": " + run;
    }

    private static Verdict verdict(Throwable failure) {
        if (failure == null) {
            return Verdict.PASS;
        }
        return failure instanceof TestAbortedException ? Verdict.SKIPPED : Verdict.FAIL;
    }
}
