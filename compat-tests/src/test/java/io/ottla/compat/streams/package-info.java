/** Kafka Streams with {@code exactly_once_v2}: an application that counts words, while it and the broker are killed. */
package io.ottla.compat.streams;
