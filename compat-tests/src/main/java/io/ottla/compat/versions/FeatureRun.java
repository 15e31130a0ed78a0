package io.ottla.compat.versions;

/**
 * One run of one feature.
 *
 * @param bootstrap where the broker listens
 * @param name no other run's; names of topics, groups and transactions are made from it
 */
public record FeatureRun(String bootstrap, String name) {}
