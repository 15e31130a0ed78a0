package io.ottla.broker.coordinator.group;

import java.util.Set;

/**
 * The cluster's topics are no longer what they were. Worked out once a broker, and applied by every coordinator on it; the
 * first one after loading names no changed topics.
 *
 * @param topics all topics from now on
 * @param changed names of topics that were created or deleted, or whose partitions are others
 * @param created whether there are topics now that there were not before
 */
public record TopicsChanged(TopicsView topics, Set<String> changed, boolean created) implements GroupEvent.Volatile {}
