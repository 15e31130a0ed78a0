package io.ottla.bench.startup;

/**
 * One start.
 *
 * @param firstRecordMs from the start of the process, or of the format step, to the first acknowledged record
 * @param idleMib resident memory when nothing was asked of the broker for a while
 */
public record Measurement(double firstRecordMs, double idleMib) {}
