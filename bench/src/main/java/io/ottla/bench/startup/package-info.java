/**
 * How long it takes from the start of a process on an empty folder until a client has its first record acknowledged, and
 * how much memory the broker holds when it is idle after that: Ottla and the reference in turn, on the same machine.
 *
 * <p>For the reference the clock runs from the format step, since an empty folder does not start without it. Its JVMs
 * get the options of its own scripts; Ottla is started by its launcher, which has been prepared once for the Java at hand, as
 * it is after a build.
 */
package io.ottla.bench.startup;
