/**
 * A broker for JUnit tests. {@link io.ottla.junit.OttlaTest} starts one in the test's own JVM, once for a class, on a free port
 * and with a temporary folder, and hands it to the tests: as an address, as a stock client that is closed after the test, or
 * as the broker itself.
 *
 * <p>Only {@code StockClients} and what it alone calls know Kafka's client library, so that the rest works without it.
 */
package io.ottla.junit;
