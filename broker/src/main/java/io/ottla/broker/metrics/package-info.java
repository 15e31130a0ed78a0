/**
 * What the broker counts about itself, behind one small interface. Parts ask {@link io.ottla.broker.metrics.Metrics} for
 * their counters once, at start, and keep them: on the hot path a count is one addition without a look-up. Readers take
 * a snapshot of everything, which is all that an exporter needs.
 */
package io.ottla.broker.metrics;
