package io.ottla.broker.coordinator.group.classic;

import io.ottla.wire.io.MalformedMessage;
import io.ottla.wire.io.WireReader;
import io.ottla.wire.message.ConsumerProtocolAssignment;
import io.ottla.wire.message.ConsumerProtocolSubscription;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What consumers say to each other through the coordinator, to which it is opaque but for this: a version (int16), then the
 * message. Clients write it, so it may be anything; what cannot be read is empty here.
 */
public final class ConsumerMetadata {
    private ConsumerMetadata() {}

    /** What a member wants and owns, read in the version it was written in, or the newest known before that. */
    public static Optional<ConsumerProtocolSubscription> subscription(ByteBuffer metadata) {
        try {
            WireReader in = new WireReader(metadata.duplicate());
            int version = version(in, ConsumerProtocolSubscription.HIGHEST_VERSION);
            return Optional.of(ConsumerProtocolSubscription.read(in, version));
        } catch (MalformedMessage e) {
            return Optional.empty();
        }
    }

    /** What a leader gave to a member. */
    public static Optional<ConsumerProtocolAssignment> assignment(ByteBuffer assignment) {
        try {
            WireReader in = new WireReader(assignment.duplicate());
            int version = version(in, ConsumerProtocolAssignment.HIGHEST_VERSION);
            return Optional.of(ConsumerProtocolAssignment.read(in, version));
        } catch (MalformedMessage e) {
            return Optional.empty();
        }
    }

    /** The version that metadata was written in; empty when it is too short to have one, or has one below zero. */
    public static Optional<Short> version(ByteBuffer metadata) {
        if (metadata.remaining() < Short.BYTES || metadata.getShort(metadata.position()) < 0) {
            return Optional.empty();
        }
        return Optional.of(metadata.getShort(metadata.position()));
    }

    private static int version(WireReader in, int newest) {
        int version = in.readInt16();
        if (version < 0) {
            throw new MalformedMessage("the consumer protocol has no version " + version);
        }
        return Math.min(version, newest);
    }

    /**
     * All topics that members are subscribed to. Empty when they are no consumers, or one of them cannot be read. Read in
     * version 0, with which all versions begin, so that newer clients are understood as well.
     */
    static Optional<Set<String>> subscribedTopics(Generation generation, Roster roster) {
        if (!generation.isConsumers()) {
            return Optional.empty();
        }
        if (roster.isEmpty()) {
            return Optional.of(Collections.emptySet());
        }
        if (generation.protocolName().isEmpty()) {
            return Optional.empty();
        }
        Set<String> topics = new TreeSet<>();
        try {
            for (ClassicMember member : roster.members()) {
                WireReader in = new WireReader(
                        member.metadata(generation.protocolName().get()).duplicate());
                version(in, 0);
                topics.addAll(ConsumerProtocolSubscription.read(in, 0).topics());
            }
        } catch (MalformedMessage e) {
            return Optional.empty();
        }
        return Optional.of(Collections.unmodifiableSet(topics));
    }
}
