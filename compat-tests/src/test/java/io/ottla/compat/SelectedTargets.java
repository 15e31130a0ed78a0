package io.ottla.compat;

import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives each test class the running targets: one broker a kind, started at first use, shared by all classes. */
final class SelectedTargets implements ArgumentsProvider {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SelectedTargets.class);

    /** The kinds chosen by the system property {@code compat.targets}; all of them if it is not set. */
    static Stream<TargetKind> kinds() {
        String chosen = System.getProperty("compat.targets", "ottla,reference");
        return Arrays.stream(chosen.split(",", -1))
                .map(name -> TargetKind.valueOf(name.strip().toUpperCase(Locale.ROOT)));
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        return kinds().map(kind -> {
            Target target = store.computeIfAbsent(kind, SelectedTargets::startShared, SharedTarget.class)
                    .target();
            return Arguments.of(Named.of(kind.name().toLowerCase(Locale.ROOT), target));
        });
    }

    private static SharedTarget startShared(TargetKind kind) {
        try {
            Path folder =
                    Files.createTempDirectory("ottla-compat-" + kind.name().toLowerCase(Locale.ROOT));
            Target target = kind.create(TargetSettings.in(folder).withQuickGroups());
            target.start();
            return new SharedTarget(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closed by JUnit when all tests have run. */
    private record SharedTarget(Target target) implements AutoCloseable {
        @Override
        public void close() {
            target.close();
            TemporaryFolder.delete(target.settings().workFolder());
        }
    }
}
