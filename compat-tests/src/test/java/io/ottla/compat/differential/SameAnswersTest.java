package io.ottla.compat.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ottla.compat.Installation;
import io.ottla.compat.OwnTarget;
import io.ottla.compat.process.Target;
import io.ottla.compat.process.TargetKind;
import io.ottla.compat.process.TargetSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both brokers answer the same bytes alike, but for what is meant to differ. */
@Timeout(600)
class SameAnswersTest {
    private static final long SEED = Long.getLong("differential.seed", 20_260_101L);
    private static final int MUTATIONS_EACH = Integer.getInteger("differential.mutations", 12);

    @TempDir
    private Path folder;

    private final Differences differences = new Differences(MeantDifferences.read());

    @BeforeEach
    void bothBrokersAreChosen() {
        assumeTrue(
                OwnTarget.kinds().toList().containsAll(Arrays.asList(TargetKind.values())),
                "needs both brokers: -Dcompat.targets=ottla,reference");
    }

    @Test
    void toWhatStockClientsAsk() throws Exception {
        try (RecordingProxy proxy = new RecordingProxy();
                Target recordedTarget = target(
                        TargetKind.OTTLA,
                        "recorded",
                        Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + proxy.port()));
                Target ottlaTarget = target(TargetKind.OTTLA, "ottla", Map.of());
                Target referenceTarget = target(TargetKind.REFERENCE, "reference", Map.of())) {
            proxy.passOnTo(recordedTarget.settings().port());
            recordedTarget.start();
            ottlaTarget.start();
            referenceTarget.start();
            try (Replica recorded = new Replica(recordedTarget);
                    Replica ottla = new Replica(ottlaTarget);
                    Replica reference = new Replica(referenceTarget)) {
                new Traffic(proxy.port()).run();
                recorded.settle(List.of(Traffic.KEPT));
                List<RecordedRequest> requests =
                        proxy.frames().stream().map(RecordedRequest::parse).toList();
                replay(requests, recorded, ottla, reference);
                translate(requests, recorded, ottla, reference);
                spoil(requests, recorded, ottla, reference);
            }
        }
        report();
    }

    private Target target(TargetKind kind, String name, Map<String, String> properties) throws IOException {
        Path workFolder = Files.createDirectory(folder.resolve(name));
        TargetSettings settings = TargetSettings.in(workFolder).withQuickGroups();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            settings = settings.with(property.getKey(), property.getValue());
        }
        return kind.create(settings);
    }

    private void replay(List<RecordedRequest> requests, Replica recorded, Replica ottla, Replica reference)
            throws IOException {
        for (RecordedRequest request : requests) {
            compare(request.toString(), "as recorded", request.frame(), recorded, ottla, reference);
            if (request.api() == ApiKeys.CREATE_TOPICS) {
                ottla.settle(Traffic.TOPICS);
                reference.settle(Traffic.TOPICS);
            }
        }
    }

    private void translate(List<RecordedRequest> requests, Replica recorded, Replica ottla, Replica reference)
            throws IOException {
        for (RecordedRequest request : distinct(requests)) {
            for (short version : request.api().allVersions()) {
                RecordedRequest translated = request.in(version).orElse(null);
                if (translated != null && version != request.version()) {
                    compare(translated.toString(), "translated", translated.frame(), recorded, ottla, reference);
                }
            }
        }
    }

    private void spoil(List<RecordedRequest> requests, Replica recorded, Replica ottla, Replica reference)
            throws IOException {
        for (RecordedRequest request : distinct(requests)) {
            for (int i = 0; i < MUTATIONS_EACH; i++) {
                long seed = SEED + 1000L * request.api().id + i;
                ByteBuffer spoilt = Mutation.of(request.frame(), seed);
                compare(request.toString(), "spoilt by seed " + seed, spoilt, recorded, ottla, reference);
            }
        }
    }

    /** The first of those that ask the same in the same version. */
    private static List<RecordedRequest> distinct(List<RecordedRequest> requests) {
        Map<String, RecordedRequest> first = new LinkedHashMap<>();
        requests.forEach(request -> first.putIfAbsent(request.toString(), request));
        return new ArrayList<>(first.values());
    }

    private void compare(
            String request, String how, ByteBuffer frame, Replica recorded, Replica ottla, Replica reference)
            throws IOException {
        List<String> ours = ottla.askPatiently(ottla.translated(frame, recorded));
        List<String> theirs = reference.askPatiently(reference.translated(frame, recorded));
        differences.compare(request, how, ours, theirs);
    }

    private void report() throws IOException {
        Path report = Installation.scratch().resolve("differences.txt");
        Files.write(report, differences.unexplained());
        assertThat(differences.unexplained())
                .as("unexplained differences in " + differences.compared() + " answers; see " + report)
                .isEmpty();
    }
}
