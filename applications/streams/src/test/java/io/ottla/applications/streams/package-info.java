/** Kafka Streams: a join, windows and restored state, all with {@code exactly_once_v2}. */
package io.ottla.applications.streams;
