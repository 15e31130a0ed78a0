/** The Vert.x Kafka client: an event loop in front of the Java client. */
package io.ottla.applications.vertx;
