/** A Spring application with a listener, tested with a broker in the test's JVM. */
package io.ottla.examples.notices;
