package io.ottla.controller.image;

import io.ottla.wire.io.Uuid;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What records touched, noted while they are applied. */
final class ImageChanges {
    private final SortedMap<Uuid, SortedSet<Integer>> topics = new TreeMap<>();
    private final SortedSet<Integer> brokers = new TreeSet<>();
    private final SortedSet<ConfigResource> configs = new TreeSet<>();
    private boolean features;
    private boolean quotas;
    private boolean security;

    void topic(Uuid id) {
        topics.computeIfAbsent(id, any -> new TreeSet<>());
    }

    void partition(Uuid topicId, int partitionId) {
        topics.computeIfAbsent(topicId, any -> new TreeSet<>()).add(partitionId);
    }

    void broker(int id) {
        brokers.add(id);
    }

    void config(ConfigResource resource) {
        configs.add(resource);
    }

    void features() {
        features = true;
    }

    void quotas() {
        quotas = true;
    }

    void security() {
        security = true;
    }

    /** The touched things that differ between the two images. */
    ImageDelta between(ClusterImage before, ClusterImage after) {
        SortedMap<Uuid, ImageDelta.TopicDelta> topicDeltas = new TreeMap<>();
        topics.forEach((id, partitions) -> {
            TopicImage was = before.topics().topic(id);
            TopicImage is = after.topics().topic(id);
            if (was == null && is != null) {
                topicDeltas.put(id, new ImageDelta.Created(is));
            } else if (was != null && is == null) {
                topicDeltas.put(id, new ImageDelta.Deleted(was));
            } else if (was != null && !was.equals(is)) {
                topicDeltas.put(id, new ImageDelta.Changed(was, is, differing(was, is, partitions)));
            }
        });
        SortedSet<Integer> brokerIds = new TreeSet<>(brokers);
        brokerIds.removeIf(
                id -> Objects.equals(before.nodes().broker(id), after.nodes().broker(id)));
        SortedSet<ConfigResource> resources = new TreeSet<>(configs);
        resources.removeIf(
                resource -> before.configs().of(resource).equals(after.configs().of(resource)));
        return new ImageDelta(
                topicDeltas,
                brokerIds,
                resources,
                features && !before.features().equals(after.features()),
                quotas && !before.quotas().equals(after.quotas()),
                security && !before.security().equals(after.security()));
    }

    private static SortedSet<Integer> differing(TopicImage was, TopicImage is, SortedSet<Integer> partitions) {
        SortedSet<Integer> ids = new TreeSet<>(partitions);
        ids.removeIf(id -> Objects.equals(was.partition(id), is.partition(id)));
        return ids;
    }
}
