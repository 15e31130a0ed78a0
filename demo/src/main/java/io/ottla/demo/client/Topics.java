package io.ottla.demo.client;

import io.ottla.demo.plot.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the demo, made before it begins and deleted after it. */
public final class Topics {
    private static final int EVENT_PARTITIONS = 4;

    private final ClientSettings settings;

    public Topics(ClientSettings settings) {
        this.settings = settings;
    }

    /** The topics that are there already; the demo leaves alone what is not its own. */
    public Set<String> existing() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings.common())) {
            Set<String> existing = new TreeSet<>(admin.listTopics().names().get());
            existing.retainAll(settings.names().topics());
            return existing;
        }
    }

    public void create() throws ExecutionException, InterruptedException {
        Names names = settings.names();
        Optional<Short> replicas = Optional.empty();
        try (Admin admin = Admin.create(settings.common())) {
            admin.createTopics(List.of(
                            new NewTopic(names.events(), Optional.of(EVENT_PARTITIONS), replicas),
                            new NewTopic(names.retries(), Optional.of(1), replicas),
                            new NewTopic(names.deadLetters(), Optional.of(1), replicas)))
                    .all()
                    .get();
        }
    }

    /** Deletes topics and groups, once nobody uses them any more. */
    public void delete() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings.common())) {
            admin.deleteTopics(settings.names().topics()).all().get();
            admin.deleteConsumerGroups(settings.names().groups()).all().get();
        }
    }
}
