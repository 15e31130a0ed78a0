package io.ottla.compat;

import io.ottla.compat.matrix.MatrixCase;
import io.ottla.compat.process.Target;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What an application is called in the matrix. Its version is that of the framework with that of the clients it came with.
 *
 * @param suite the part of the matrix its cells are in
 */
public record Application(String suite, String name) {

    /** Runs {@code body} as the cell {@code feature}. */
    public void check(Target target, String feature, MatrixCase.Check body) throws Exception {
        MatrixCase.check(suite, name, version(), feature, target.kind(), body);
    }

    private static String version() {
        String clients = AppInfoParser.getVersion();
        String framework = System.getProperty("application.version", clients);
        return framework.equals(clients) ? clients : framework + " (kafka-clients " + clients + ")";
    }
}
