package io.ottla.broker.quota;

import io.ottla.controller.image.ClientQuotaKey;
import io.ottla.controller.image.ClientQuotasImage;
import io.ottla.controller.image.ClientQuotasImage.Entity;
import io.ottla.controller.image.ClientQuotasImage.Part;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All limits on one thing. Immutable. */
final class Limits {
    private static final String NOBODY = "";

    /** By specificity the limits of those it names; what it does not name is {@link #NOBODY}. */
    private final Map<Level, Map<Holder, Double>> byLevel = new EnumMap<>(Level.class);

    private Limits() {}

    /** How a level speaks of users, or of client ids. */
    private enum Said {
        NAMED,
        ANY,
        NOT_AT_ALL
    }

    /** Whom a limit may be for; of those that hold for a client, the first counts. */
    private enum Level {
        USER_AND_CLIENT(Said.NAMED, Said.NAMED),
        USER_AND_ANY_CLIENT(Said.NAMED, Said.ANY),
        USER(Said.NAMED, Said.NOT_AT_ALL),
        ANY_USER_AND_CLIENT(Said.ANY, Said.NAMED),
        ANY_USER_AND_ANY_CLIENT(Said.ANY, Said.ANY),
        ANY_USER(Said.ANY, Said.NOT_AT_ALL),
        CLIENT(Said.NOT_AT_ALL, Said.NAMED),
        ANY_CLIENT(Said.NOT_AT_ALL, Said.ANY);

        private final Said ofUsers;
        private final Said ofClients;

        Level(Said ofUsers, Said ofClients) {
            this.ofUsers = ofUsers;
            this.ofClients = ofClients;
        }

        private static Optional<Level> of(Said ofUsers, Said ofClients) {
            for (Level level : values()) {
                if (level.ofUsers == ofUsers && level.ofClients == ofClients) {
                    return Optional.of(level);
                }
            }
            return Optional.empty();
        }

        /** Under which key this level has the limit of a client, if it has one. */
        private Holder keyOf(String user, String clientId) {
            return new Holder(ofUsers == Said.NAMED ? user : NOBODY, ofClients == Said.NAMED ? clientId : NOBODY);
        }

        /** Default limits hold for each one by itself. */
        private Holder holderOf(String user, String clientId) {
            return new Holder(
                    ofUsers == Said.NOT_AT_ALL ? NOBODY : user, ofClients == Said.NOT_AT_ALL ? NOBODY : clientId);
        }
    }

    static Limits of(ClientQuotasImage image, ClientQuotaKey key) {
        Limits limits = new Limits();
        image.byEntity().forEach((entity, quotas) -> {
            Double limit = quotas.get(key.text());
            if (limit != null) {
                limits.add(entity, limit);
            }
        });
        return limits;
    }

    private void add(Entity entity, double limit) {
        String user = nameOf(Part.USER, entity);
        String clientId = nameOf(Part.CLIENT_ID, entity);
        Level.of(said(Part.USER, entity), said(Part.CLIENT_ID, entity))
                .ifPresent(level ->
                        byLevel.computeIfAbsent(level, any -> new HashMap<>()).put(new Holder(user, clientId), limit));
    }

    private static Said said(String type, Entity entity) {
        return part(type, entity)
                .map(part -> part.name().isPresent() ? Said.NAMED : Said.ANY)
                .orElse(Said.NOT_AT_ALL);
    }

    private static String nameOf(String type, Entity entity) {
        return part(type, entity).flatMap(Part::name).orElse(NOBODY);
    }

    private static Optional<Part> part(String type, Entity entity) {
        return entity.parts().stream().filter(part -> part.type().equals(type)).findFirst();
    }

    boolean isEmpty() {
        return byLevel.isEmpty();
    }

    /** The limit that holds for a client; a client without an id has none that speaks of client ids. */
    Optional<Limit> of(String user, String clientId) {
        for (Map.Entry<Level, Map<Holder, Double>> limits : byLevel.entrySet()) {
            Level level = limits.getKey();
            if (clientId.isEmpty() && level.ofClients != Said.NOT_AT_ALL) {
                continue;
            }
            Double limit = limits.getValue().get(level.keyOf(user, clientId));
            if (limit != null) {
                return Optional.of(new Limit(level.holderOf(user, clientId), limit));
            }
        }
        return Optional.empty();
    }
}
