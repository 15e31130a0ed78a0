package io.ottla.controller.decide;

import io.ottla.wire.io.Uuid;
import java.util.random.RandomGenerator;

/** New ids. */
public final class Ids {
    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    private Ids() {}

    /**
     * A random id (RFC 4122, version 4). Its text does not begin with a dash, which command lines would take for an
     * option; the reference avoids that too.
     */
    public static Uuid random(RandomGenerator random) {
        while (true) {
            long high = (random.nextLong() & ~VERSION_MASK) | VERSION_4;
            long low = (random.nextLong() & ~VARIANT_MASK) | VARIANT_2;
            Uuid id = new Uuid(high, low);
            if (id.toString().charAt(0) != '-') {
                return id;
            }
        }
    }
}
