package io.ottla.broker.dispatch;

import io.ottla.wire.api.ApiKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The APIs that a listener offers, each with its handler. */
public final class HandlerTable {
    private final Map<ApiKey, ApiHandler<?, ?>> byKey = new EnumMap<>(ApiKey.class);

    /** @throws IllegalArgumentException when two handlers claim the same API */
    public HandlerTable(List<? extends ApiHandler<?, ?>> handlers) {
        for (ApiHandler<?, ?> handler : handlers) {
            if (byKey.putIfAbsent(handler.key(), handler) != null) {
                throw new IllegalArgumentException("two handlers for " + handler.key());
            }
        }
    }

    /** The handler of {@code key}; null when the API is not offered. */
    ApiHandler<?, ?> find(ApiKey key) {
        return byKey.get(key);
    }

    /** The APIs that are offered, in the order of their ids. */
    List<ApiKey> keys() {
        return List.copyOf(byKey.keySet());
    }
}
