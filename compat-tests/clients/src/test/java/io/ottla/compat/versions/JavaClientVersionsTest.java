package io.ottla.compat.versions;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ottla.compat.OnBothTargets;
import io.ottla.compat.matrix.MatrixCase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every feature of every version of the Java client. */
class JavaClientVersionsTest extends OnBothTargets {
    private static final String SUITE = "java";
    private static final String CLIENT = "kafka-clients";
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @TestFactory
    Stream<DynamicContainer> features() {
        List<JavaClient> clients = JavaClient.all();
        // Only the newest client has all drivers beside it.
        List<ClientFeature> known = clients.getLast().loader().features();
        return clients.stream().map(client -> dynamicContainer(client.version().toString(), cases(client, known)));
    }

    private Stream<DynamicTest> cases(JavaClient client, List<ClientFeature> known) {
        List<ClientFeature> here = client.loader().features();
        return known.stream().map(ClientFeature::name).distinct().map(name -> {
            Optional<ClientFeature> feature = here.stream()
                    .filter(each -> each.name().equals(name) && each.isIn(client.version()))
                    .findFirst();
            return dynamicTest(name, () -> {
                if (feature.isPresent()) {
                    check(client, feature.get());
                } else {
                    skip(client, name, known);
                }
            });
        });
    }

    private void check(JavaClient client, ClientFeature feature) throws Exception {
        String version = client.version().toString();
        FeatureRun run = new FeatureRun(target.bootstrap(), uniqueTopic("java-" + version));
        MatrixCase.check(
                SUITE,
                CLIENT,
                version,
                feature.name(),
                target.kind(),
                () -> assertTimeoutPreemptively(AT_MOST, () -> client.loader().run(feature.steps(), run)));
    }

    private void skip(JavaClient client, String feature, List<ClientFeature> known) {
        Optional<ClientVersion> since = known.stream()
                .filter(each -> each.name().equals(feature))
                .map(ClientFeature::since)
                .min(ClientVersion::compareTo)
                .filter(first -> client.version().compareTo(first) < 0);
        String why = since.map(first -> "tried since " + first).orElse("no longer in the client");
        MatrixCase.skip(SUITE, CLIENT, client.version().toString(), feature, target.kind(), why);
    }
}
