package io.ottla.broker.coordinator.group.consumer;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ottla.broker.coordinator.group.GroupEvent;
import io.ottla.wire.api.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * What it means that a member has another regular expression than before.
 *
 * @param happened whether it has one
 * @param isSettled whether it is known already which topics the new one stands for; if not, the group's epoch waits
 * @param isNew whether no member had the new one before
 */
record RegexChange(boolean happened, boolean isSettled, boolean isNew, List<GroupEvent> events) {
    private static final RegexChange NONE = new RegexChange(false, false, false, List.of());

    static RegexChange of(ConsumerGroup group, MemberMetadata before, MemberMetadata after) {
        String former = before.topicRegex();
        String regex = after.topicRegex();
        if (former.equals(regex)) {
            return NONE;
        }
        Subscriptions subscriptions = group.subscriptions();
        boolean isLast = before.hasRegex() && subscriptions.membersWanting(former) == 1;
        List<GroupEvent> events = isLast ? List.of(ConsumerRecords.noRegex(group.groupId(), former)) : List.of();
        boolean isNew = after.hasRegex() && subscriptions.membersWanting(regex) == 0;
        boolean isSettled =
                !after.hasRegex() || !isNew && subscriptions.resolved(regex).isPresent();
        return new RegexChange(true, isSettled, isNew, events);
    }

    /** Whether this can be compiled. */
    static Optional<Refusal> check(String regex) {
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(new Refusal(
                    ErrorCode.INVALID_REGULAR_EXPRESSION,
                    "\"" + regex + "\" is no regular expression: " + e.getDescription()));
        }
    }
}
