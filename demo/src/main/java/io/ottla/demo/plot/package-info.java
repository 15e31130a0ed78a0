/**
 * What happens in the demo, as far as it can be told without a broker.
 *
 * <p>Producer, consumers and processes report {@link io.ottla.demo.plot.DemoEvent}s; the one {@link io.ottla.demo.plot.Story}
 * takes them in one after the other, and {@link io.ottla.demo.plot.Checks} judges in the end. Nothing in here knows a Kafka
 * client, a clock or a thread.
 */
package io.ottla.demo.plot;
