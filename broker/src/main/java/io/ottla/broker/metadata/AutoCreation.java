package io.ottla.broker.metadata;

import io.ottla.controller.Reply;
import io.ottla.controller.decide.ApiError;
import io.ottla.controller.decide.CreateTopics;
import io.ottla.controller.decide.CreateTopics.NewTopic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Creates topics that a client asked about and that do not exist, with the defaults of the cluster. The client is answered
 * when they exist, so that it need not ask again; the reference answers at once that they do not.
 */
public final class AutoCreation {
    private final TopicCreator creator;

    public AutoCreation(TopicCreator creator) {
        this.creator = creator;
    }

    /**
     * Creates the topics that can be created and calls {@code done}, maybe on another thread, with the errors of those that
     * could not, by name. That one exists by now is no error. Internal topics are left to those whose topics they are.
     */
    public void create(Collection<String> names, Consumer<Map<String, ApiError>> done) {
        List<NewTopic> topics = names.stream()
                .filter(name -> !InternalTopics.contains(name))
                .map(AutoCreation::withDefaults)
                .toList();
        if (topics.isEmpty()) {
            done.accept(Map.of());
            return;
        }
        creator.create(new CreateTopics(topics, false), new Reply<>() {
            @Override
            public void done(List<CreateTopics.Outcome> outcomes) {
                Map<String, ApiError> errors = new HashMap<>();
                for (CreateTopics.Outcome outcome : outcomes) {
                    if (outcome instanceof CreateTopics.Failed failed) {
                        errors.put(failed.name(), failed.error());
                    }
                }
                done.accept(errors);
            }

            @Override
            public void refused(ApiError error) {
                Map<String, ApiError> errors = new HashMap<>();
                topics.forEach(topic -> errors.put(topic.name(), error));
                done.accept(errors);
            }
        });
    }

    private static NewTopic withDefaults(String name) {
        return new NewTopic(name, CreateTopics.DEFAULT, (short) CreateTopics.DEFAULT, List.of(), Map.of());
    }
}
