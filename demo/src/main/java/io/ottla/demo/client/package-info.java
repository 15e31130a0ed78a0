/**
 * The demo's producer, consumers and processes: stock Kafka clients, each with a thread or a process of its own, that report
 * what they did as {@link io.ottla.demo.plot.DemoEvent}s.
 */
package io.ottla.demo.client;
