package io.ottla.bench.startup;

import io.ottla.compat.Installation;
import java.io.IOException;

/** Has the launcher make what lets this Java start Ottla faster: what it does by itself after a build of its own. */
public final class Preparation {
    private Preparation() {}

    public static void run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "sh", Installation.ottlaHome().resolve("bin/ottla").toString(), "prepare");
        builder.environment().put("OTTLA_JAVA_HOME", System.getProperty("java.home"));
        int exitCode = builder.inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException("'ottla prepare' ended with " + exitCode);
        }
    }
}
