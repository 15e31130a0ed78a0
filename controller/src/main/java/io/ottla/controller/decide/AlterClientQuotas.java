package io.ottla.controller.decide;

import io.ottla.controller.image.ClientQuotaKey;
import io.ottla.controller.image.ClientQuotasImage;
import io.ottla.controller.image.ClientQuotasImage.Entity;
import io.ottla.controller.image.ClientQuotasImage.Part;
import io.ottla.controller.record.VersionedRecord;
import io.ottla.wire.api.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Sets and removes client quotas (KIP-546). An entity succeeds or fails as a whole; those that succeed do so at once. What is
 * there already is not written again, and what is not there need not be removed.
 *
 * @param unknownHosts names among the entities' addresses that are neither addresses nor known to the name service, which a
 *     decision cannot ask
 * @param validateOnly only say what would come of it
 */
public record AlterClientQuotas(List<Alteration> alterations, Set<String> unknownHosts, boolean validateOnly)
        implements Command<Map<Entity, Optional<ApiError>>> {

    /** What is to become of one entity's quotas. */
    public record Alteration(Entity entity, List<Op> ops) {}

    /** @param limit empty to have none */
    public record Op(String key, Optional<Double> limit) {}

    /** By entity the error, empty where all is well; in the order of the alterations. */
    @Override
    public Decision<Map<Entity, Optional<ApiError>>> decide(DecisionInput input) {
        List<VersionedRecord> records = new ArrayList<>();
        Map<Entity, Optional<ApiError>> outcomes = new LinkedHashMap<>();
        for (Alteration alteration : alterations) {
            Entity entity = alteration.entity();
            if (outcomes.containsKey(entity)) {
                // As in the reference, what came first has its effect, and yet the error is all that is told.
                outcomes.put(entity, invalid("Ignoring the entity that is named a second time: " + entity.parts()));
                continue;
            }
            Optional<ApiError> error = refusalOf(alteration);
            if (error.isEmpty()) {
                records.addAll(changes(alteration, input.image().quotas()));
            }
            outcomes.put(entity, error);
        }
        return Decision.atomic(validateOnly ? List.of() : records, outcomes);
    }

    private static List<VersionedRecord> changes(Alteration alteration, ClientQuotasImage quotas) {
        SortedMap<String, Double> before = quotas.of(alteration.entity());
        List<VersionedRecord> records = new ArrayList<>();
        for (Op op : alteration.ops()) {
            Double was = before.get(op.key());
            if (op.limit().equals(Optional.ofNullable(was))) {
                continue;
            }
            records.add(new VersionedRecord(
                    op.limit().isPresent()
                            ? ClientQuotasImage.toRecord(
                                    alteration.entity(), op.key(), op.limit().get())
                            : ClientQuotasImage.toRemoval(alteration.entity(), op.key()),
                    0));
        }
        return records;
    }

    private Optional<ApiError> refusalOf(Alteration alteration) {
        return refusalOfKeys(alteration.ops())
                .or(() -> refusalOf(alteration.entity()))
                .or(() -> refusalOfLimits(alteration));
    }

    private static Optional<ApiError> refusalOfKeys(List<Op> ops) {
        Set<String> keys = new HashSet<>();
        return ops.stream()
                .filter(op -> !keys.add(op.key()))
                .findFirst()
                .flatMap(op -> invalid("The quota key " + op.key() + " is named twice"));
    }

    private Optional<ApiError> refusalOf(Entity entity) {
        if (entity.parts().isEmpty()) {
            return invalid("Invalid empty client quota entity");
        }
        for (Part part : entity.parts()) {
            Optional<ApiError> refusal = refusalOf(part);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return isOfAddress(entity) && entity.parts().size() > 1
                ? invalid("Invalid quota entity combination: ip goes neither with user nor with client-id")
                : Optional.empty();
    }

    private Optional<ApiError> refusalOf(Part part) {
        String name = part.name().orElse(null);
        return switch (part.type()) {
            case Part.USER, Part.CLIENT_ID -> refusalOfEmpty(part.type(), name);
            case Part.IP ->
                refusalOfEmpty(part.type(), name)
                        .or(() -> name != null && unknownHosts.contains(name)
                                ? invalid(name + " is not a valid IP or resolvable host.")
                                : Optional.empty());
            default -> invalid("Unhandled client quota entity type: " + part.type());
        };
    }

    private static Optional<ApiError> refusalOfEmpty(String type, String name) {
        return name != null && name.isEmpty() ? invalid("Empty " + type + " not supported") : Optional.empty();
    }

    private static Optional<ApiError> refusalOfLimits(Alteration alteration) {
        boolean ofAddress = isOfAddress(alteration.entity());
        for (Op op : alteration.ops()) {
            if (op.limit().isEmpty()) {
                continue;
            }
            Optional<ClientQuotaKey> key = ClientQuotaKey.find(op.key(), ofAddress);
            if (key.isEmpty()) {
                return invalid("Invalid configuration key " + op.key());
            }
            Optional<String> refusal = key.get().refusalOf(op.limit().get());
            if (refusal.isPresent()) {
                return invalid(refusal.get());
            }
        }
        return Optional.empty();
    }

    private static boolean isOfAddress(Entity entity) {
        return entity.parts().stream().anyMatch(part -> part.type().equals(Part.IP));
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_REQUEST, message));
    }
}
