package io.ottla.wire.batch;

/** Why one record made its batch be refused; {@code index} counts from 0. */
public record RecordFault(int index, String reason) {}
