/** Flink's Kafka connector in a job that fails and recovers, exactly once. */
package io.ottla.applications.flink;
