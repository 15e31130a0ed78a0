/** Reactor Kafka: flows of records, acknowledged or in transactions. */
package io.ottla.applications.reactor;
