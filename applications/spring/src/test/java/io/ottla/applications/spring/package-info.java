/** Spring for Apache Kafka: listeners, their error handler with a dead-letter topic, and transactions. */
package io.ottla.applications.spring;
