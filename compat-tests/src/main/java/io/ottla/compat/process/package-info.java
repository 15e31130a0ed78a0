/**
 * The brokers the tests run against, each a process of its own.
 *
 * <p>A {@link io.ottla.compat.process.Target} is either Ottla, started from its packaged distribution, or the reference,
 * started from its jars. Both take the same server properties, run on free loopback ports with a data folder of their
 * own, write one log file, and are ended by process id. What is written against a {@code Target} runs on both.
 */
package io.ottla.compat.process;
