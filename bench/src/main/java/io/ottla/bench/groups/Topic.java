package io.ottla.bench.groups;

/** What a group subscribes to. */
record Topic(String name, int partitions) {}
