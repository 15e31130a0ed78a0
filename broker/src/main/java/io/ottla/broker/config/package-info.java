/**
 * What a broker is told before it starts. A properties file in Kafka's own form, and overrides, become {@link
 * io.ottla.broker.config.Settings}: an immutable value with one record for each part of the broker. A part is handed its
 * record and never the whole, so that what it depends on can be read off its constructor.
 */
package io.ottla.broker.config;
