/** An application that counts, and is tested with a broker in the test's JVM. */
package io.ottla.examples.orders;
