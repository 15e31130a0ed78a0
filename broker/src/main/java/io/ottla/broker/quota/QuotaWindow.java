package io.ottla.broker.quota;

import io.ottla.controller.configdef.ConfigValues;
import java.util.concurrent.TimeUnit;

/**
 * Over which time a rate is measured.
 *
 * @param samples into how many samples it is cut ({@code quota.window.num}): whole ones, and the one at hand
 * @param sampleMs how long one sample is ({@code quota.window.size.seconds})
 */
public record QuotaWindow(int samples, long sampleMs) {

    public static QuotaWindow of(ConfigValues values) {
        return new QuotaWindow(
                values.intValue("quota.window.num"),
                TimeUnit.SECONDS.toMillis(values.intValue("quota.window.size.seconds")));
    }

    /** What is older than that does not count. */
    long totalMs() {
        return samples * sampleMs;
    }

    /** What may be used at once, after a rest, without being over a limit. */
    double burst(double perSecond) {
        return perSecond * (samples - 1) * sampleMs / TimeUnit.SECONDS.toMillis(1);
    }
}
