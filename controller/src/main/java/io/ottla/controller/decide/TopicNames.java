package io.ottla.controller.decide;

import io.ottla.controller.image.ClusterImage;
import io.ottla.wire.api.ErrorCode;
import java.util.Optional;

/** Which names a topic may have. */
public final class TopicNames {
    public static final int LENGTH_MAX = 249;

    private TopicNames() {}

    /** What is wrong with {@code name} itself; empty when nothing is. */
    public static Optional<ApiError> validate(String name) {
        return problem(name)
                .map(problem -> new ApiError(ErrorCode.INVALID_TOPIC_EXCEPTION, "Topic name is invalid: " + problem));
    }

    /** What is in the way of a new topic {@code name}; empty when nothing is. */
    static Optional<ApiError> validateNew(String name, ClusterImage image) {
        if (image.topics().topic(name) != null) {
            return Optional.of(new ApiError(ErrorCode.TOPIC_ALREADY_EXISTS, "Topic '" + name + "' already exists."));
        }
        for (String other : image.topics().collidingWith(name)) {
            return Optional.of(new ApiError(
                    ErrorCode.INVALID_TOPIC_EXCEPTION, "Topic '" + name + "' collides with existing topic: " + other));
        }
        return validate(name);
    }

    private static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("the empty string is not allowed");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("'" + name + "' is not allowed");
        }
        if (name.length() > LENGTH_MAX) {
            return Optional.of("the length of '" + name + "' is longer than the max allowed length " + LENGTH_MAX);
        }
        if (!name.chars().allMatch(TopicNames::isLegal)) {
            return Optional.of(
                    "'" + name + "' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'");
        }
        return Optional.empty();
    }

    private static boolean isLegal(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '.'
                || character == '_'
                || character == '-';
    }
}
