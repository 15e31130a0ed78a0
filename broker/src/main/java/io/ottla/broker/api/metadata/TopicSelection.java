package io.ottla.broker.api.metadata;

import io.ottla.wire.io.Uuid;
import io.ottla.wire.message.MetadataRequest;
import io.ottla.wire.message.MetadataRequest.MetadataRequestTopic;
import java.util.LinkedHashSet;
import java.util.Set;

/** The topics that a Metadata request is about. */
sealed interface TopicSelection {

    record All() implements TopicSelection {}

    record ByIds(Set<Uuid> ids) implements TopicSelection {}

    record ByNames(Set<String> names) implements TopicSelection {}

    /** As soon as one topic is asked for by id, names are not looked at. */
    static TopicSelection of(MetadataRequest request, int version) {
        if (request.topics() == null || (version == 0 && request.topics().isEmpty())) {
            return new All();
        }
        Set<Uuid> ids = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (MetadataRequestTopic topic : request.topics()) {
            if (!topic.topicId().equals(Uuid.ZERO)) {
                ids.add(topic.topicId());
            } else if (topic.name() != null) {
                names.add(topic.name());
            }
        }
        return ids.isEmpty() ? new ByNames(names) : new ByIds(ids);
    }
}
