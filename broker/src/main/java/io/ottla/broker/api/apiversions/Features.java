package io.ottla.broker.api.apiversions;

import java.util.SortedMap;

/**
 * The cluster's features at one moment.
 *
 * @param supported the levels that this broker can work with, by the feature's name
 * @param finalised the levels that the cluster agreed on, by the feature's name; a feature at level 0 is not there
 * @param epoch grows with every change of what is finalised; -1 while nothing is known
 */
public record Features(SortedMap<String, Levels> supported, SortedMap<String, Short> finalised, long epoch) {
    /** Both ends belong to it. */
    public record Levels(short min, short max) {}
}
