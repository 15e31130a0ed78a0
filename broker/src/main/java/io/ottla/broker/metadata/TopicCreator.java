package io.ottla.broker.metadata;

import io.ottla.controller.Reply;
import io.ottla.controller.decide.CreateTopics;
import java.util.List;

/** Whoever creates topics; as a rule the controller's {@code submit}. The reply may come on another thread. */
@FunctionalInterface
public interface TopicCreator {
    void create(CreateTopics command, Reply<List<CreateTopics.Outcome>> reply);
}
