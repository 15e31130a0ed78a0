package io.ottla.compat.versions;

/**
 * Something that some versions of a client can do.
 *
 * @param name what it is, in a few words
 * @param since the first version that has it
 * @param before the first version that has it no more, or not by this driver's code; null if there is none
 * @param steps does it, and throws if it does not come out right
 */
public record ClientFeature(String name, ClientVersion since, ClientVersion before, Steps steps) {

    /** What is done with the client. */
    @FunctionalInterface
    public interface Steps {
        void run(FeatureRun run) throws Exception;
    }

    public static ClientFeature since(String version, String name, Steps steps) {
        return new ClientFeature(name, ClientVersion.of(version), null, steps);
    }

    /** The same feature for versions below {@code version}. */
    public ClientFeature before(String version) {
        return new ClientFeature(name, since, ClientVersion.of(version), steps);
    }

    public boolean isIn(ClientVersion version) {
        return version.compareTo(since) >= 0 && (before == null || version.compareTo(before) < 0);
    }
}
