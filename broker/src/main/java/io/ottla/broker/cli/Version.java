package io.ottla.broker.cli;

import java.util.Optional;

/** Which version this is, as the build wrote it into the jar. */
final class Version {

    private Version() {}

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }
}
