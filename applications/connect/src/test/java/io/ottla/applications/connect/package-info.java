/** Kafka Connect as a distributed worker, a program of its own. */
package io.ottla.applications.connect;
