package io.ottla.controller.image;

import io.ottla.wire.record.metadata.ClientQuotaRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pcollections.TreePMap;

/** The quotas of clients, by whom they hold for and by key. */
public record ClientQuotasImage(TreePMap<Entity, TreePMap<String, Double>> byEntity) {
    public static final ClientQuotasImage EMPTY = new ClientQuotasImage(TreePMap.empty());

    /**
     * Whom a quota holds for: every part has to match.
     *
     * @param parts sorted by type
     */
    public record Entity(List<Part> parts) implements Comparable<Entity> {
        public Entity {
            parts = parts.stream().sorted().toList();
        }

        @Override
        public int compareTo(Entity other) {
            int common = Math.min(parts.size(), other.parts.size());
            for (int index = 0; index < common; index++) {
                int order = parts.get(index).compareTo(other.parts.get(index));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(parts.size(), other.parts.size());
        }
    }

    /**
     * One trait of a client.
     *
     * @param type {@code user}, {@code client-id} or {@code ip}
     * @param name empty for all that have no quota of their own
     */
    public record Part(String type, Optional<String> name) implements Comparable<Part> {
        public static final String USER = "user";
        public static final String CLIENT_ID = "client-id";
        public static final String IP = "ip";

        private static final Comparator<Part> ORDER = Comparator.comparing(Part::type)
                .thenComparing(part -> part.name().isPresent())
                .thenComparing(part -> part.name().orElse(""));

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }

    /** The quotas of exactly this entity, by key. */
    public SortedMap<String, Double> of(Entity entity) {
        return byEntity.getOrDefault(entity, TreePMap.empty());
    }

    ClientQuotasImage apply(ClientQuotaRecord record) {
        List<Part> parts = new ArrayList<>();
        for (ClientQuotaRecord.EntityData part : record.entity()) {
            parts.add(new Part(part.entityType(), Optional.ofNullable(part.entityName())));
        }
        Entity entity = new Entity(parts);
        TreePMap<String, Double> before = byEntity.getOrDefault(entity, TreePMap.empty());
        TreePMap<String, Double> after =
                record.remove() ? before.minus(record.key()) : before.plus(record.key(), record.value());
        return new ClientQuotasImage(after.isEmpty() ? byEntity.minus(entity) : byEntity.plus(entity, after));
    }

    /** The record that sets a quota. */
    public static ClientQuotaRecord toRecord(Entity entity, String key, double value) {
        return new ClientQuotaRecord().entity(toRecord(entity)).key(key).value(value);
    }

    /** The record that takes a quota away. */
    public static ClientQuotaRecord toRemoval(Entity entity, String key) {
        return new ClientQuotaRecord().entity(toRecord(entity)).key(key).remove(true);
    }

    private static List<ClientQuotaRecord.EntityData> toRecord(Entity entity) {
        List<ClientQuotaRecord.EntityData> parts = new ArrayList<>();
        for (Part part : entity.parts()) {
            parts.add(new ClientQuotaRecord.EntityData()
                    .entityType(part.type())
                    .entityName(part.name().orElse(null)));
        }
        return parts;
    }
}
