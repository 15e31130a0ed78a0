package io.ottla.broker.fetchsession;

import io.ottla.wire.io.Uuid;

/**
 * Which partition a fetch means: by topic id from version 13, by topic name before. The one that is not used is
 * {@link Uuid#ZERO}, or the empty name, so that equality is the identity the protocol means.
 */
public record FetchTarget(Uuid topicId, String topicName, int partition) {
    public static FetchTarget byId(Uuid topicId, int partition) {
        return new FetchTarget(topicId, "", partition);
    }

    public static FetchTarget byName(String topicName, int partition) {
        return new FetchTarget(Uuid.ZERO, topicName, partition);
    }
}
