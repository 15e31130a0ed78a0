package io.ottla.broker.api.describeclientquotas;

import io.ottla.controller.decide.ApiError;
import io.ottla.controller.image.ClientQuotasImage.Entity;
import io.ottla.controller.image.ClientQuotasImage.Part;
import io.ottla.wire.api.ErrorCode;
import io.ottla.wire.message.DescribeClientQuotasRequest;
import io.ottla.wire.message.DescribeClientQuotasRequest.ComponentData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which entities a request asks for: each component asks something of one part. */
final class QuotaFilter {
    private static final byte EXACT = 0;
    private static final byte DEFAULT = 1;
    private static final byte ANY = 2;
    private static final Set<String> TYPES = Set.of(Part.USER, Part.CLIENT_ID, Part.IP);

    private final List<ComponentData> components;
    private final boolean strict;

    /** @param request one that {@link #refusalOf} has nothing against */
    QuotaFilter(DescribeClientQuotasRequest request) {
        this.components = request.components();
        this.strict = request.strict();
    }

    /** Why a request makes no sense; empty if it does. */
    static Optional<ApiError> refusalOf(DescribeClientQuotasRequest request) {
        Map<String, ComponentData> byType = new LinkedHashMap<>();
        for (ComponentData component : request.components()) {
            String type = component.entityType();
            if (type.isEmpty()) {
                return invalid("Invalid empty entity type.");
            }
            if (byType.putIfAbsent(type, component) != null) {
                return invalid("Entity type " + type + " cannot appear more than once in the filter.");
            }
            if (!TYPES.contains(type)) {
                return Optional.of(new ApiError(ErrorCode.UNSUPPORTED_VERSION, "Unsupported entity type " + type));
            }
            Optional<ApiError> refusal = refusalOf(component);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return byType.containsKey(Part.IP) && byType.size() > 1
                ? invalid("Invalid entity filter component combination: ip goes neither with user nor with client-id.")
                : Optional.empty();
    }

    private static Optional<ApiError> refusalOf(ComponentData component) {
        return switch (component.matchType()) {
            case EXACT ->
                component.match() == null
                        ? invalid("An exact match was asked for, and nothing given that is to match.")
                        : Optional.empty();
            case DEFAULT, ANY ->
                component.match() != null
                        ? invalid("Something was given to match where nothing is compared.")
                        : Optional.empty();
            default -> invalid("Unknown match type " + component.matchType());
        };
    }

    /** A strict filter wants entities that have no other parts than those it names. */
    boolean matches(Entity entity) {
        if (strict && entity.parts().size() != components.size()) {
            return false;
        }
        return components.stream()
                .allMatch(component -> entity.parts().stream().anyMatch(part -> matches(component, part)));
    }

    private static boolean matches(ComponentData component, Part part) {
        if (!part.type().equals(component.entityType())) {
            return false;
        }
        return component.matchType() == ANY || part.name().equals(Optional.ofNullable(component.match()));
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(new ApiError(ErrorCode.INVALID_REQUEST, message));
    }
}
