/**
 * Many versions of one client library in one process.
 *
 * <p>A driver is compiled against an old version of the library, and run with that version and with every later one,
 * each in a class loader of its own. All that harness and drivers share is this package and the JDK; a driver is found
 * as a service ({@link java.util.ServiceLoader}), so nothing is called by reflection.
 */
package io.ottla.compat.versions;
