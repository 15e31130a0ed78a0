package io.ottla.broker.coordinator.group;

import java.util.Set;

/**
 * The cluster's topics are no longer what they were. Worked out once a broker, and applied by every coordinator on it; the
 * first one after loading names no changed topics.
 *
 * @param topics all topics from now on
 * @param changed names of topics that were deleted, or whose id, partitions or racks are others; created ones may be left out
 * @param created whether there are topics now that there were not before
 */
public record TopicsChanged(TopicsView topics, Set<String> changed, boolean created) implements GroupEvent.Volatile {}
