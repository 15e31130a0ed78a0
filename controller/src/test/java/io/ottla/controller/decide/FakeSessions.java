package io.ottla.controller.decide;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Sessions that a test sets as it needs them. A broker that was heard of is valid until the test says otherwise. */
final class FakeSessions implements SessionView {
    private final Map<Integer, Long> registeredAt = new TreeMap<>();
    private final Map<Integer, Long> shutdownOffsets = new TreeMap<>();
    private final Map<Integer, Long> metadataOffsets = new TreeMap<>();
    private final Map<Integer, Long> validEpochs = new TreeMap<>();
    long nowMs = 1_000_000;

    void apply(SessionChange change, long endOffset) {
        switch (change) {
            case SessionChange.Registered registered -> {
                registeredAt.put(registered.brokerId(), registered.registeredAt());
                shutdownOffsets.remove(registered.brokerId());
            }
            case SessionChange.Heard heard -> {
                validEpochs.put(heard.brokerId(), heard.brokerEpoch());
                if (heard.fenced()) {
                    metadataOffsets.remove(heard.brokerId());
                } else {
                    metadataOffsets.put(heard.brokerId(), heard.metadataOffset());
                }
            }
            case SessionChange.ShuttingDown shuttingDown -> {
                shutdownOffsets.putIfAbsent(shuttingDown.brokerId(), endOffset);
                metadataOffsets.remove(shuttingDown.brokerId());
            }
            case SessionChange.Fenced fenced -> {
                shutdownOffsets.remove(fenced.brokerId());
                metadataOffsets.remove(fenced.brokerId());
            }
            case SessionChange.Removed removed -> registeredAt.remove(removed.brokerId());
        }
    }

    void expire(int brokerId) {
        validEpochs.remove(brokerId);
    }

    @Override
    public boolean isValid(int brokerId, long brokerEpoch, long atMs) {
        return Long.valueOf(brokerEpoch).equals(validEpochs.get(brokerId));
    }

    @Override
    public OptionalLong registeredAt(int brokerId) {
        return optional(registeredAt.get(brokerId));
    }

    @Override
    public OptionalLong shutdownOffset(int brokerId) {
        return optional(shutdownOffsets.get(brokerId));
    }

    @Override
    public long lowestActiveOffset() {
        return metadataOffsets.values().stream()
                .mapToLong(offset -> offset)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static OptionalLong optional(Long offset) {
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
