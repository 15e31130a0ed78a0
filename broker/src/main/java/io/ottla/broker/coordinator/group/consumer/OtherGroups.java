package io.ottla.broker.coordinator.group.consumer;

import io.ottla.broker.coordinator.group.GroupEvent;
import java.util.List;

/** The groups of other types, as far as consumer groups have to do with them: a group's id is of one type at a time. */
public interface OtherGroups {
    /** For a coordinator of consumer groups alone. */
    OtherGroups NONE = groupId -> new Holder.Nobody();

    Holder holder(String groupId);

    /** Who has a group's id. */
    sealed interface Holder {
        record Nobody() implements Holder {}

        /**
         * A classic group without members, which gives way.
         *
         * @param removal what makes it be no longer
         */
        record EmptyClassic(List<GroupEvent> removal) implements Holder {}

        /** A group that does not give way. */
        record Somebody() implements Holder {}
    }
}
