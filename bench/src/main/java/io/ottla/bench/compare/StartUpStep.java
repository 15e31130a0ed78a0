package io.ottla.bench.compare;

import io.ottla.bench.startup.Measurement;
import io.ottla.bench.startup.OneStart;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** From the start of the process on an empty folder to the first record; and the memory of a broker that has nothing to do. */
final class StartUpStep implements Step {
    private static final Duration IDLE = Duration.ofSeconds(5);

    @Override
    public Map<Measure, Double> measure(Turn turn) throws IOException, InterruptedException {
        Measurement start = new OneStart(IDLE).of(turn.kind());
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.START_MS, start.firstRecordMs());
        values.put(Measure.RESIDENT_MIB, start.idleMib());
        return values;
    }
}
