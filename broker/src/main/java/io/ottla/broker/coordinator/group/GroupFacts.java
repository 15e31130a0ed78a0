package io.ottla.broker.coordinator.group;

import io.ottla.wire.api.ErrorCode;
import java.util.function.Predicate;

/**
 * A group at this moment, as far as those need to know who list groups, delete them, or delete their offsets.
 *
 * @param protocolType {@code consumer} or what a classic group's members said; empty when they never did
 * @param state as ListGroups tells it, such as {@code PreparingRebalance}
 * @param empty whether nobody is a member
 * @param refusalToDelete why the group may not be deleted now; {@link ErrorCode#NONE} when it may
 * @param refusalToDeleteOffsets the same for any of its offsets
 * @param subscribed whether members read a topic, so that its offsets are kept
 */
public record GroupFacts(
        GroupType type,
        String protocolType,
        String state,
        boolean empty,
        ErrorCode refusalToDelete,
        ErrorCode refusalToDeleteOffsets,
        Predicate<String> subscribed,
        OffsetExpiry expiry) {}
