/**
 * The cluster as its clients are shown it: which nodes there are and where each can be reached from the listener that the
 * client came in by. Several APIs answer out of this.
 */
package io.ottla.broker.metadata;
