package io.ottla.compat;

import io.ottla.compat.process.TargetKind;
import java.util.stream.Stream;

/** For tests that start, stop and kill targets themselves: {@code @MethodSource("io.ottla.compat.OwnTarget#kinds")}. */
public final class OwnTarget {
    private OwnTarget() {}

    /** The kinds chosen for this run. */
    public static Stream<TargetKind> kinds() {
        return SelectedTargets.kinds();
    }
}
